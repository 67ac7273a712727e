import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('communities', '0001_initial'),
        ('taxonomy', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Theme',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=60, unique=True, verbose_name='path')),
                ('name_nl', models.CharField(blank=True, max_length=100, verbose_name='name in Dutch')),
                ('name_en', models.CharField(blank=True, max_length=100, verbose_name='name in English')),
                ('name_de', models.CharField(blank=True, max_length=100, verbose_name='name in German')),
                ('text_nl', models.TextField(blank=True, max_length=2000, verbose_name='what it is about, in Dutch')),
                ('text_en', models.TextField(blank=True, max_length=2000, verbose_name='what it is about, in English')),
                ('text_de', models.TextField(blank=True, max_length=2000, verbose_name='what it is about, in German')),
                ('state', models.CharField(choices=[('heard', 'heard'), ('planned', 'planned'), ('in_programme', 'in the programme'), ('done', 'done')], default='heard', max_length=12, verbose_name='state')),
                ('raised_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('moved_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('capabilities', models.ManyToManyField(blank=True, related_name='themes', to='taxonomy.capability', verbose_name='capabilities it is about')),
                ('community', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='themes', to='communities.community', verbose_name='community')),
                ('merged_into', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='merged', to='themes.theme')),
                ('raised_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='raised_themes', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'theme',
                'verbose_name_plural': 'themes',
                'ordering': ['name_nl', 'name_en', 'pk'],
                'indexes': [models.Index(fields=['community', 'state'], name='themes_them_communi_69e07f_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('name_de', ''), ('name_en', ''), ('name_nl', ''), _negated=True), name='theme_has_a_name_in_a_language'), models.CheckConstraint(condition=models.Q(('merged_into', models.F('pk')), _negated=True), name='theme_is_not_merged_into_itself')],
            },
        ),
        migrations.CreateModel(
            name='Support',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('given_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='supports', to=settings.AUTH_USER_MODEL)),
                ('theme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='supports', to='themes.theme')),
            ],
            options={
                'ordering': ['-given_at', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('person', 'theme'), name='support_once_a_theme')],
            },
        ),
        migrations.CreateModel(
            name='Following',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('since', models.DateTimeField(default=django.utils.timezone.now)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='followings', to=settings.AUTH_USER_MODEL)),
                ('theme', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='followings', to='themes.theme')),
            ],
            options={
                'ordering': ['-since', '-pk'],
                'constraints': [models.UniqueConstraint(fields=('person', 'theme'), name='following_once_a_theme')],
            },
        ),
    ]
