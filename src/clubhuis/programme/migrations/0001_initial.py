import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('events', '0001_initial'),
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Session',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('lecture', 'lecture'), ('workshop', 'workshop'), ('pitch', 'pitch'), ('tour', 'tour'), ('panel', 'panel'), ('break', 'break'), ('meal', 'meal'), ('networking', 'networking')], default='lecture', max_length=10, verbose_name='kind')),
                ('title_nl', models.CharField(blank=True, max_length=140)),
                ('title_en', models.CharField(blank=True, max_length=140)),
                ('title_de', models.CharField(blank=True, max_length=140)),
                ('text_nl', models.TextField(blank=True, max_length=4000)),
                ('text_en', models.TextField(blank=True, max_length=4000)),
                ('text_de', models.TextField(blank=True, max_length=4000)),
                ('language', models.CharField(blank=True, max_length=2, verbose_name='spoken in')),
                ('place', models.CharField(blank=True, max_length=80, verbose_name='where')),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('seats', models.PositiveIntegerField(blank=True, null=True, verbose_name='seats')),
                ('needs_choice', models.BooleanField(default=False, verbose_name='people choose it when they register')),
                ('event', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sessions', to='events.event')),
                ('room', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='sessions', to='events.room')),
            ],
            options={
                'verbose_name': 'session',
                'verbose_name_plural': 'sessions',
                'ordering': ['starts_at', 'ends_at', 'pk'],
                'indexes': [models.Index(fields=['event', 'starts_at'], name='programme_s_event_i_b05334_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='session_ends_after_it_starts'), models.CheckConstraint(condition=models.Q(('title_de', ''), ('title_en', ''), ('title_nl', ''), _negated=True), name='session_has_a_title')],
            },
        ),
        migrations.CreateModel(
            name='Speaker',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, max_length=120, verbose_name='name')),
                ('role', models.CharField(blank=True, max_length=80, verbose_name='role')),
                ('organisation_name', models.CharField(blank=True, max_length=120, verbose_name='organisation')),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='speakers', to='organisations.organisation')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='speaks_at', to=settings.AUTH_USER_MODEL)),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='speakers', to='programme.session')),
            ],
            options={
                'verbose_name': 'speaker',
                'verbose_name_plural': 'speakers',
                'ordering': ['position', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('person__isnull', False)), fields=('session', 'person'), name='speaker_once_a_session'), models.CheckConstraint(condition=models.Q(('name', ''), ('person', None), _negated=True), name='speaker_is_somebody')],
            },
        ),
    ]
