import clubhuis.communities.models.invitations
import django.db.models.deletion
import django.db.models.functions.comparison
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('organisations', '0001_initial'),
        ('places', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Community',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.SlugField(max_length=60, unique=True, verbose_name='path')),
                ('kind', models.CharField(choices=[('association', 'trade association'), ('platform', 'knowledge platform'), ('cluster', 'regional cluster'), ('network', 'network')], default='cluster', max_length=12, verbose_name='kind')),
                ('name_nl', models.CharField(max_length=120)),
                ('name_en', models.CharField(blank=True, max_length=120)),
                ('name_de', models.CharField(blank=True, max_length=120)),
                ('purpose_nl', models.CharField(blank=True, max_length=300)),
                ('purpose_en', models.CharField(blank=True, max_length=300)),
                ('purpose_de', models.CharField(blank=True, max_length=300)),
                ('about_nl', models.TextField(blank=True, max_length=8000)),
                ('about_en', models.TextField(blank=True, max_length=8000)),
                ('about_de', models.TextField(blank=True, max_length=8000)),
                ('picture', models.ImageField(blank=True, upload_to='communities/', verbose_name='picture')),
                ('logo', models.ImageField(blank=True, upload_to='logos/', verbose_name='logo')),
                ('accent', models.CharField(default='#c2410c', max_length=7, verbose_name='accent colour')),
                ('languages', models.JSONField(blank=True, default=list)),
                ('website', models.URLField(blank=True, max_length=300, verbose_name='website')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail address')),
                ('host_name', models.CharField(blank=True, max_length=253, null=True, unique=True, verbose_name='own host name')),
                ('joining', models.CharField(choices=[('open', 'open: who wants to join, joins'), ('request', 'by request: an organiser answers'), ('invitation', 'by invitation only')], default='request', max_length=10, verbose_name='joining')),
                ('email_domains', models.JSONField(blank=True, default=list)),
                ('is_public', models.BooleanField(default=True, verbose_name='has a public page')),
                ('shows_members', models.BooleanField(default=True, verbose_name='shows its members to everybody')),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('closed_at', models.DateTimeField(blank=True, null=True)),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='parts', to='communities.community')),
                ('region', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='communities', to='places.region')),
            ],
            options={
                'verbose_name': 'community',
                'verbose_name_plural': 'communities',
                'ordering': ['name_nl', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('parent', models.F('pk')), _negated=True), name='community_is_not_its_own_parent'), models.CheckConstraint(condition=models.Q(('accent__regex', '^#[0-9a-fA-F]{6}$')), name='community_accent_is_a_colour')],
            },
        ),
        migrations.CreateModel(
            name='MemberImport',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('file_name', models.CharField(max_length=200)),
                ('file', models.FileField(blank=True, upload_to='imports/')),
                ('mapping', models.JSONField(blank=True, default=dict)),
                ('options', models.JSONField(blank=True, default=dict)),
                ('report', models.JSONField(blank=True, default=dict)),
                ('changes', models.JSONField(blank=True, default=dict)),
                ('state', models.CharField(choices=[('uploaded', 'uploaded'), ('checking', 'being checked'), ('ready', 'checked'), ('running', 'running'), ('done', 'done'), ('failed', 'failed'), ('undone', 'undone')], default='uploaded', max_length=8)),
                ('rows_total', models.PositiveIntegerField(default=0)),
                ('rows_done', models.PositiveIntegerField(default=0)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('finished_at', models.DateTimeField(blank=True, null=True)),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='member_imports', to='communities.community')),
            ],
            options={
                'ordering': ['-created_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Membership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('asked', 'wants to join'), ('current', 'member'), ('declined', 'declined'), ('ended', 'left')], default='current', max_length=8)),
                ('through', models.CharField(choices=[('open', 'joined by themselves'), ('request', 'asked to join'), ('invitation', 'was invited'), ('domain', 'has a company e-mail address'), ('import', "was on the organiser's list"), ('organiser', 'was added by an organiser')], default='organiser', max_length=10)),
                ('message', models.CharField(blank=True, max_length=500)),
                ('reason', models.CharField(blank=True, max_length=300)),
                ('number', models.CharField(blank=True, max_length=40)),
                ('since', models.DateField(blank=True, null=True)),
                ('until', models.DateField(blank=True, null=True)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='communities.community')),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to='organisations.organisation')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='memberships', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-created_at', 'pk'],
                'indexes': [models.Index(fields=['community', 'state'], name='communities_communi_cac9ea_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('organisation', None), ('person__isnull', False)), models.Q(('organisation__isnull', False), ('person', None)), _connector='OR'), name='membership_of_one_organisation_or_person'), models.UniqueConstraint(condition=models.Q(('organisation__isnull', False), ('state__in', ['asked', 'current'])), fields=('community', 'organisation'), name='organisation_once_a_community'), models.UniqueConstraint(condition=models.Q(('person__isnull', False), ('state__in', ['asked', 'current'])), fields=('community', 'person'), name='person_once_a_community')],
            },
        ),
        migrations.CreateModel(
            name='MemberNote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('note', 'note'), ('call', 'call'), ('visit', 'visit'), ('mail', 'mail')], default='note', max_length=5)),
                ('text', models.TextField(max_length=4000)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('author', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('membership', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notes', to='communities.membership')),
            ],
            options={
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='MemberTag',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=40)),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='member_tags', to='communities.community')),
                ('memberships', models.ManyToManyField(blank=True, related_name='tags', to='communities.membership')),
            ],
            options={
                'ordering': ['name'],
                'constraints': [models.UniqueConstraint(fields=('community', 'name'), name='member_tag_once_a_community')],
            },
        ),
        migrations.CreateModel(
            name='Partnership',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('invited', 'invited'), ('accepted', 'accepted'), ('declined', 'declined'), ('ended', 'ended')], default='invited', max_length=8)),
                ('shares_events', models.BooleanField(default=True, verbose_name='events')),
                ('shares_members', models.BooleanField(default=False, verbose_name='member directory')),
                ('shares_needs', models.BooleanField(default=False, verbose_name='needs')),
                ('shares_knowledge', models.BooleanField(default=False, verbose_name='knowledge')),
                ('proposed', models.JSONField(blank=True, default=list)),
                ('message', models.CharField(blank=True, max_length=500)),
                ('invited_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('invited', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='partnerships_received', to='communities.community')),
                ('inviting', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='partnerships_begun', to='communities.community')),
                ('proposed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='communities.community')),
            ],
            options={
                'ordering': ['-invited_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('inviting', models.F('invited')), _negated=True), name='partnership_of_two_communities'), models.UniqueConstraint(django.db.models.functions.comparison.Least('inviting', 'invited'), django.db.models.functions.comparison.Greatest('inviting', 'invited'), condition=models.Q(('state__in', ['invited', 'accepted'])), name='partnership_once_at_a_time')],
            },
        ),
        migrations.CreateModel(
            name='Role',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('manager', 'manager'), ('editor', 'editor'), ('organiser', 'event organiser'), ('viewer', 'viewer')], max_length=9)),
                ('given_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='roles', to='communities.community')),
                ('given_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='community_roles', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['community', 'kind', 'pk'],
                'constraints': [models.UniqueConstraint(fields=('community', 'person'), name='role_once_a_community')],
            },
        ),
        migrations.CreateModel(
            name='Tier',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name_nl', models.CharField(max_length=80)),
                ('name_en', models.CharField(blank=True, max_length=80)),
                ('position', models.PositiveSmallIntegerField(default=0)),
                ('is_default', models.BooleanField(default=False)),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='tiers', to='communities.community')),
            ],
            options={
                'ordering': ['position', 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('is_default', True)), fields=('community',), name='community_one_default_tier'), models.UniqueConstraint(fields=('community', 'name_nl'), name='tier_once_a_community')],
            },
        ),
        migrations.AddField(
            model_name='membership',
            name='tier',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='memberships', to='communities.tier'),
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail address')),
                ('name', models.CharField(blank=True, max_length=120, verbose_name='name')),
                ('role', models.CharField(blank=True, choices=[('manager', 'manager'), ('editor', 'editor'), ('organiser', 'event organiser'), ('viewer', 'viewer')], max_length=9)),
                ('message', models.TextField(blank=True, max_length=2000, verbose_name='message')),
                ('language', models.CharField(choices=[('nl', 'Nederlands'), ('en', 'English')], default='nl', max_length=2, verbose_name='language')),
                ('token', models.CharField(default=clubhuis.communities.models.invitations.new_token, max_length=40, unique=True)),
                ('state', models.CharField(choices=[('sent', 'sent'), ('opened', 'link opened'), ('accepted', 'accepted'), ('declined', 'declined'), ('withdrawn', 'withdrawn')], default='sent', max_length=9)),
                ('sent_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('reminded_at', models.DateTimeField(blank=True, null=True)),
                ('reminders', models.PositiveSmallIntegerField(default=0)),
                ('opened_at', models.DateTimeField(blank=True, null=True)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('accepted_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='communities.community')),
                ('invited_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='community_invitations', to='organisations.organisation')),
                ('tier', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='communities.tier')),
            ],
            options={
                'ordering': ['-sent_at', '-pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['sent', 'opened'])), fields=('community', 'email'), name='invitation_open_once_an_address')],
            },
        ),
    ]
