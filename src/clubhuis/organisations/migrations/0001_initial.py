import clubhuis.organisations.models
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('places', '0001_initial'),
        ('taxonomy', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='HasCapability',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('source', models.CharField(choices=[('stated', 'chosen by the organisation'), ('read', 'recognised in its texts')], default='stated', max_length=6)),
                ('capability', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='organisation_links', to='taxonomy.capability')),
            ],
        ),
        migrations.CreateModel(
            name='Organisation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=80, unique=True)),
                ('kind', models.CharField(choices=[('company', 'company'), ('education', 'education institute'), ('research', 'research institute'), ('government', 'government body'), ('association', 'association'), ('intermediary', 'intermediary')], default='company', max_length=12, verbose_name='kind')),
                ('name', models.CharField(max_length=160, verbose_name='trade name')),
                ('legal_name', models.CharField(blank=True, max_length=160, verbose_name='legal name')),
                ('plain_name', models.CharField(db_index=True, editable=False, max_length=160)),
                ('tagline_nl', models.CharField(blank=True, max_length=200)),
                ('tagline_en', models.CharField(blank=True, max_length=200)),
                ('tagline_de', models.CharField(blank=True, max_length=200)),
                ('about_nl', models.TextField(blank=True, max_length=8000)),
                ('about_en', models.TextField(blank=True, max_length=8000)),
                ('about_de', models.TextField(blank=True, max_length=8000)),
                ('website', models.URLField(blank=True, max_length=300, verbose_name='website')),
                ('domain', models.CharField(blank=True, db_index=True, max_length=253)),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='telephone number')),
                ('kvk_number', models.CharField(blank=True, db_index=True, max_length=8, verbose_name='Chamber of Commerce number')),
                ('vat_number', models.CharField(blank=True, max_length=20, verbose_name='VAT number')),
                ('size', models.CharField(blank=True, choices=[('1', '1 person'), ('2-9', '2 to 9 people'), ('10-49', '10 to 49 people'), ('50-249', '50 to 249 people'), ('250+', '250 people or more')], max_length=6, verbose_name='size')),
                ('founded_in', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='founded in')),
                ('languages', models.JSONField(blank=True, default=list)),
                ('details', models.JSONField(blank=True, default=dict)),
                ('logo', models.ImageField(blank=True, upload_to='logos/', verbose_name='logo')),
                ('visibility', models.CharField(choices=[('public', 'everybody'), ('signed_in', 'everybody who is signed in'), ('communities', 'members of my communities'), ('nobody', 'nobody')], default='public', max_length=12, verbose_name='who may see this page')),
                ('field_visibility', models.JSONField(blank=True, default=dict)),
                ('confirmed_on', models.DateField(blank=True, null=True, verbose_name='last confirmed on')),
                ('claimed_at', models.DateTimeField(blank=True, null=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('changed_at', models.DateTimeField(db_index=True, default=django.utils.timezone.now)),
                ('removed_at', models.DateTimeField(blank=True, null=True)),
                ('capabilities', models.ManyToManyField(blank=True, related_name='organisations', through='organisations.HasCapability', to='taxonomy.capability')),
                ('sector', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='organisations', to='taxonomy.sector')),
            ],
            options={
                'verbose_name': 'organisation',
                'verbose_name_plural': 'organisations',
                'ordering': ['name', 'pk'],
                'indexes': [models.Index(fields=['kind'], name='organisatio_kind_71d266_idx'), models.Index(fields=['name'], name='organisatio_name_242830_idx')],
            },
        ),
        migrations.AddField(
            model_name='hascapability',
            name='organisation',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='capability_links', to='organisations.organisation'),
        ),
        migrations.CreateModel(
            name='Department',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, verbose_name='name')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='telephone number')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='departments', to='organisations.organisation')),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.UniqueConstraint(fields=('organisation', 'name'), name='department_once_an_organisation')],
            },
        ),
        migrations.CreateModel(
            name='ColleagueInvitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail address')),
                ('name', models.CharField(blank=True, max_length=120, verbose_name='name')),
                ('role', models.CharField(choices=[('member', 'works here'), ('editor', 'edits the profile'), ('administrator', 'administrator')], default='member', max_length=13, verbose_name='role')),
                ('job_title', models.CharField(blank=True, max_length=120, verbose_name='job title')),
                ('token', models.CharField(default=clubhuis.organisations.models.new_token, max_length=40, unique=True)),
                ('state', models.CharField(choices=[('sent', 'sent'), ('accepted', 'accepted'), ('declined', 'declined'), ('withdrawn', 'withdrawn')], default='sent', max_length=9)),
                ('sent_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('invited_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='colleague_invitations', to='organisations.organisation')),
            ],
            options={
                'ordering': ['-sent_at', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'sent')), fields=('organisation', 'email'), name='colleague_invited_once_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='Claim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(blank=True, max_length=500, verbose_name='why you')),
                ('state', models.CharField(choices=[('asked', 'waiting for an answer'), ('accepted', 'accepted'), ('declined', 'declined'), ('withdrawn', 'withdrawn')], default='asked', max_length=9)),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('answered_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='claims', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='claims', to='organisations.organisation')),
            ],
            options={
                'ordering': ['-asked_at'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state', 'asked')), fields=('organisation', 'person'), name='claim_asked_once_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='Certificate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=120, verbose_name='certificate')),
                ('number', models.CharField(blank=True, max_length=80, verbose_name='number')),
                ('scope', models.CharField(blank=True, max_length=400, verbose_name='scope')),
                ('issuer', models.CharField(blank=True, max_length=120, verbose_name='issued by')),
                ('valid_from', models.DateField(blank=True, null=True, verbose_name='valid from')),
                ('expires_on', models.DateField(blank=True, null=True, verbose_name='valid until')),
                ('file', models.FileField(blank=True, upload_to='certificates/', verbose_name='file')),
                ('capability', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='certificates', to='taxonomy.capability')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='certificates', to='organisations.organisation')),
            ],
            options={
                'ordering': ['name', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('valid_from', None), ('expires_on', None), ('expires_on__gte', models.F('valid_from')), _connector='OR'), name='certificate_expires_after_it_begins')],
            },
        ),
        migrations.CreateModel(
            name='Affiliation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('role', models.CharField(choices=[('member', 'works here'), ('editor', 'edits the profile'), ('administrator', 'administrator')], default='member', max_length=13)),
                ('job_title', models.CharField(blank=True, max_length=120, verbose_name='job title')),
                ('is_contact', models.BooleanField(default=False, verbose_name='contact on the profile')),
                ('confirmed_at', models.DateTimeField(blank=True, null=True)),
                ('started_on', models.DateField(blank=True, null=True)),
                ('ended_on', models.DateField(blank=True, null=True)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='affiliations', to=settings.AUTH_USER_MODEL)),
                ('department', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='affiliations', to='organisations.department')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='affiliations', to='organisations.organisation')),
            ],
            options={
                'ordering': ['-is_contact', 'person__name'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('ended_on', None)), fields=('organisation', 'person'), name='affiliation_once_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='Picture',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('image', models.ImageField(upload_to='pictures/', verbose_name='picture')),
                ('caption_nl', models.CharField(blank=True, max_length=160)),
                ('caption_en', models.CharField(blank=True, max_length=160)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pictures', to='organisations.organisation')),
            ],
            options={
                'ordering': ['position', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Site',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(blank=True, max_length=100, verbose_name='name')),
                ('is_main', models.BooleanField(default=False, verbose_name='main site')),
                ('street', models.CharField(blank=True, max_length=160, verbose_name='street and number')),
                ('postcode', models.CharField(blank=True, max_length=12, verbose_name='postcode')),
                ('town', models.CharField(blank=True, max_length=100, verbose_name='town')),
                ('country', models.CharField(default='NL', max_length=2, verbose_name='country')),
                ('latitude', models.FloatField(blank=True, null=True)),
                ('longitude', models.FloatField(blank=True, null=True)),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address')),
                ('phone', models.CharField(blank=True, max_length=40, verbose_name='telephone number')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='sites', to='organisations.organisation')),
                ('region', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='sites', to='places.region')),
            ],
            options={
                'ordering': ['-is_main', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('is_main', True)), fields=('organisation',), name='organisation_has_one_main_site'), models.CheckConstraint(condition=models.Q(models.Q(('latitude', None), ('longitude', None)), models.Q(('latitude__gte', -90), ('latitude__lte', 90), ('longitude__gte', -180), ('longitude__lte', 180)), _connector='OR'), name='site_coordinates_are_on_earth')],
            },
        ),
        migrations.AddField(
            model_name='department',
            name='site',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='departments', to='organisations.site'),
        ),
        migrations.AddConstraint(
            model_name='hascapability',
            constraint=models.UniqueConstraint(fields=('organisation', 'capability'), name='capability_once_an_organisation'),
        ),
    ]
