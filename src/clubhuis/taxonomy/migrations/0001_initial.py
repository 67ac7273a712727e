import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
    ]

    operations = [
        migrations.CreateModel(
            name='ProcurementCode',
            fields=[
                ('code', models.CharField(max_length=8, primary_key=True, serialize=False)),
                ('name_nl', models.CharField(max_length=250)),
                ('name_en', models.CharField(max_length=250)),
                ('name_de', models.CharField(max_length=250)),
            ],
            options={
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='Capability',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=80, unique=True)),
                ('kind', models.CharField(choices=[('process', 'process'), ('material', 'material'), ('equipment', 'equipment'), ('certificate', 'certificate or standard'), ('service', 'service'), ('technology', 'technology'), ('market', 'market')], max_length=12)),
                ('name_nl', models.CharField(max_length=120)),
                ('name_en', models.CharField(max_length=120)),
                ('name_de', models.CharField(blank=True, max_length=120)),
                ('definition_nl', models.TextField(blank=True, max_length=2000)),
                ('definition_en', models.TextField(blank=True, max_length=2000)),
                ('definition_de', models.TextField(blank=True, max_length=2000)),
                ('cpv', models.JSONField(blank=True, default=list)),
                ('nace', models.JSONField(blank=True, default=list)),
                ('is_deprecated', models.BooleanField(default=False)),
                ('edited_at', models.DateTimeField(blank=True, null=True)),
                ('broader', models.ManyToManyField(blank=True, related_name='narrower', to='taxonomy.capability')),
                ('related', models.ManyToManyField(blank=True, to='taxonomy.capability')),
                ('replaced_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='replaces', to='taxonomy.capability')),
            ],
            options={
                'verbose_name': 'capability',
                'verbose_name_plural': 'capabilities',
                'ordering': ['slug'],
                'constraints': [models.CheckConstraint(condition=models.Q(('replaced_by', models.F('pk')), _negated=True), name='capability_not_replaced_by_itself')],
            },
        ),
        migrations.CreateModel(
            name='Sector',
            fields=[
                ('code', models.CharField(max_length=6, primary_key=True, serialize=False)),
                ('name_nl', models.CharField(max_length=250)),
                ('name_en', models.CharField(max_length=250)),
                ('name_de', models.CharField(blank=True, max_length=250)),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='taxonomy.sector')),
            ],
            options={
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='Synonym',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('language', models.CharField(max_length=2)),
                ('text', models.CharField(max_length=120)),
                ('capability', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='synonyms', to='taxonomy.capability')),
            ],
            options={
                'ordering': ['capability', 'language', 'text'],
                'constraints': [models.UniqueConstraint(fields=('capability', 'language', 'text'), name='synonym_once_a_capability')],
            },
        ),
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('files', models.CharField(blank=True, max_length=64)),
                ('version', models.PositiveBigIntegerField(default=0)),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name='Revision',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('verb', models.CharField(choices=[('added', 'added'), ('edited', 'edited'), ('deprecated', 'withdrawn'), ('reinstated', 'reinstated'), ('merged', 'merged'), ('undone', 'put back')], max_length=10)),
                ('before', models.JSONField(null=True)),
                ('after', models.JSONField()),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('capability', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='revisions', to='taxonomy.capability')),
            ],
            options={
                'ordering': ['-at', '-pk'],
            },
        ),
    ]
