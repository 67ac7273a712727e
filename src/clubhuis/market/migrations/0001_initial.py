import clubhuis.market.models.needs
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('communities', '0001_initial'),
        ('organisations', '0001_initial'),
        ('places', '0001_initial'),
        ('taxonomy', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='LastRead',
            fields=[
                ('organisation', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='last_read', serialize=False, to='organisations.organisation')),
                ('at', models.DateTimeField()),
                ('edition', models.PositiveBigIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name='Need',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('outsource', 'have something made'), ('develop', 'develop something together'), ('knowledge', 'knowledge or advice'), ('equipment', 'equipment or space'), ('partner', 'a partner for a project')], default='outsource', max_length=9, verbose_name='kind')),
                ('title', models.CharField(max_length=160, verbose_name='title')),
                ('text', models.TextField(max_length=6000, verbose_name='what you look for')),
                ('language', models.CharField(default='nl', max_length=2, verbose_name='language')),
                ('words', models.TextField(blank=True, editable=False)),
                ('requirements', models.JSONField(blank=True, default=list)),
                ('declined', models.JSONField(blank=True, default=list)),
                ('visibility', models.CharField(choices=[('open', 'open to everybody'), ('communities', 'members of chosen communities'), ('matching', 'matching only: nobody sees it, you see who fits'), ('anonymous', 'without our name, until both say yes')], default='communities', max_length=11, verbose_name='who may see it')),
                ('guards_files', models.BooleanField(default=True)),
                ('place', models.CharField(blank=True, max_length=100, verbose_name='near')),
                ('latitude', models.FloatField(blank=True, null=True)),
                ('longitude', models.FloatField(blank=True, null=True)),
                ('radius_km', models.PositiveIntegerField(blank=True, null=True, verbose_name='within (km)')),
                ('deadline', models.DateField(blank=True, null=True, verbose_name='answer before')),
                ('state', models.CharField(choices=[('open', 'open'), ('closed', 'closed'), ('expired', 'expired')], default='open', max_length=7)),
                ('opened_on', models.DateField(default=django.utils.timezone.localdate)),
                ('expires_on', models.DateField(default=clubhuis.market.models.needs.ninety_days_from_now)),
                ('reminded_on', models.DateField(blank=True, null=True)),
                ('outcome', models.CharField(blank=True, choices=[('order', 'an order'), ('quote', 'a quote'), ('nothing', 'nothing')], max_length=7, verbose_name='outcome')),
                ('outcome_note', models.CharField(blank=True, max_length=500, verbose_name='why')),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('capabilities', models.ManyToManyField(blank=True, related_name='needs', to='taxonomy.capability')),
                ('communities', models.ManyToManyField(blank=True, related_name='needs', to='communities.community')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='needs', to='organisations.organisation')),
                ('posted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='needs', to=settings.AUTH_USER_MODEL)),
                ('region', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='needs', to='places.region')),
            ],
            options={
                'verbose_name': 'need',
                'verbose_name_plural': 'needs',
                'ordering': ['-created_at', '-pk'],
                'indexes': [models.Index(fields=['state', 'expires_on'], name='market_need_state_de49f7_idx'), models.Index(fields=['-created_at'], name='market_need_created_bc3699_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('expires_on__gt', models.F('opened_on'))), name='need_expires_after_it_opens'), models.CheckConstraint(condition=models.Q(models.Q(('latitude', None), ('longitude', None)), models.Q(('latitude__gte', -90), ('latitude__lte', 90), ('longitude__gte', -180), ('longitude__lte', 180)), _connector='OR'), name='need_coordinates_are_on_earth')],
            },
        ),
        migrations.CreateModel(
            name='NeedFile',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file', models.FileField(upload_to='needs/')),
                ('name', models.CharField(max_length=160)),
                ('size', models.PositiveIntegerField()),
                ('added_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('added_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('need', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='files', to='market.need')),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Offer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=160, verbose_name='title')),
                ('text', models.TextField(max_length=6000, verbose_name='what we can do')),
                ('language', models.CharField(default='nl', max_length=2, verbose_name='language')),
                ('equipment', models.TextField(blank=True, max_length=2000, verbose_name='equipment')),
                ('figures', models.JSONField(blank=True, default=list)),
                ('declined', models.JSONField(blank=True, default=list)),
                ('capacity', models.CharField(blank=True, choices=[('now', 'room now'), ('later', 'room later'), ('full', 'full')], max_length=5, verbose_name='capacity')),
                ('capacity_from', models.DateField(blank=True, null=True, verbose_name='room from')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('is_imported', models.BooleanField(default=False)),
                ('read_at', models.DateTimeField(blank=True, null=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('changed_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('capabilities', models.ManyToManyField(blank=True, related_name='offers', to='taxonomy.capability')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='offers', to='organisations.organisation')),
            ],
            options={
                'verbose_name': 'offer',
                'verbose_name_plural': 'offers',
                'ordering': ['position', 'pk'],
                'indexes': [models.Index(condition=models.Q(('read_at', None)), fields=['id'], name='offer_unread')],
                'constraints': [models.CheckConstraint(condition=models.Q(('capacity_from', None), ('capacity', 'later'), _connector='OR'), name='offer_room_from_a_date_is_room_later')],
            },
        ),
    ]
