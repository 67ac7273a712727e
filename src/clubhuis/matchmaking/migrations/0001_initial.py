import clubhuis.matchmaking.models.sharing
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('accounts', '__first__'),
        ('communities', '0001_initial'),
        ('conversations', '0001_initial'),
        ('market', '0001_initial'),
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Silence',
            fields=[
                ('need', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='silence', serialize=False, to='market.need')),
                ('told_at', models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.CreateModel(
            name='Invitation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('invited', 'invited'), ('interested', 'interested'), ('declined', 'no'), ('introduced', 'introduced'), ('turned_down', 'thanked'), ('withdrawn', 'withdrawn')], default='invited', max_length=11)),
                ('through', models.CharField(choices=[('buyer', 'chosen by the buyer'), ('proposed', 'proposed by the engine'), ('organiser', 'brought in by an organiser'), ('supplier', 'reacted by itself')], default='buyer', max_length=9)),
                ('placed', models.CharField(blank=True, choices=[('score', 'fits best'), ('turn', 'equally good, and it was their turn'), ('new', 'seldom proposed before: gets a chance')], max_length=5)),
                ('message', models.TextField(blank=True, max_length=1000, verbose_name='message')),
                ('score', models.FloatField(blank=True, null=True)),
                ('distance_km', models.FloatField(blank=True, null=True)),
                ('evidence', models.JSONField(blank=True, default=list)),
                ('signals', models.JSONField(blank=True, default=dict)),
                ('invited_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('reminded_at', models.DateTimeField(blank=True, null=True)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('settled_at', models.DateTimeField(blank=True, null=True)),
                ('invited_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('need', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations', to='market.need')),
                ('supplier', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='invitations_to_needs', to='organisations.organisation')),
            ],
            options={
                'verbose_name': 'invitation to a need',
                'verbose_name_plural': 'invitations to needs',
                'ordering': ['-invited_at', '-pk'],
                'indexes': [models.Index(fields=['supplier', 'state'], name='matchmaking_supplie_ecd57e_idx'), models.Index(fields=['state', 'invited_at'], name='matchmaking_state_45b5d9_idx'), models.Index(fields=['invited_by', '-invited_at'], name='matchmaking_invited_b311c4_idx')],
                'constraints': [models.UniqueConstraint(fields=('need', 'supplier'), name='supplier_is_invited_once'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['interested', 'declined']), _negated=True), ('answered_at__isnull', False), _connector='OR'), name='invitation_answer_has_a_time')],
            },
        ),
        migrations.CreateModel(
            name='Introduction',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('note', models.CharField(blank=True, max_length=500)),
                ('buyer_at', models.DateTimeField(blank=True, null=True)),
                ('supplier_at', models.DateTimeField(blank=True, null=True)),
                ('made_at', models.DateTimeField(blank=True, null=True)),
                ('buyer_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('community', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='communities.community')),
                ('conversation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='conversations.conversation')),
                ('proposed_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('supplier_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('invitation', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='introduction', to='matchmaking.invitation')),
            ],
            options={
                'indexes': [models.Index(fields=['made_at'], name='matchmaking_made_at_7609c9_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('made_at', None), models.Q(('buyer_at__isnull', False), ('supplier_at__isnull', False)), _connector='OR'), name='introduction_needs_two_yeses')],
            },
        ),
        migrations.CreateModel(
            name='Answer',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('interested', 'interested'), ('declined', 'no')], max_length=10)),
                ('text', models.TextField(blank=True, max_length=3000, verbose_name='in your own words')),
                ('price_note', models.CharField(blank=True, max_length=300, verbose_name='about the price')),
                ('ready_note', models.CharField(blank=True, max_length=200, verbose_name='when')),
                ('reason', models.CharField(blank=True, choices=[('busy', 'no room now'), ('cannot', 'we cannot make this'), ('figures', 'the figures are beyond us'), ('certificate', 'we lack the certificate'), ('price', 'we expect to be too expensive'), ('far', 'too far away'), ('size', 'too small or too large a job'), ('other', 'something else')], max_length=11, verbose_name='why not')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('invitation', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='answer', to='matchmaking.invitation')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('kind', 'interested'), ('reason', '')), models.Q(('kind', 'declined'), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='answer_no_says_why')],
            },
        ),
        migrations.CreateModel(
            name='Learning',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('weights', models.JSONField()),
                ('shifts', models.JSONField(default=list)),
                ('lessons', models.JSONField(default=list)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('undone_at', models.DateTimeField(blank=True, null=True)),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='learnings', to='communities.community')),
                ('undone_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['-at', '-pk'],
                'indexes': [models.Index(fields=['community', '-at'], name='matchmaking_communi_968e30_idx')],
            },
        ),
        migrations.CreateModel(
            name='Outcome',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('order', 'an order'), ('quote', 'a quote'), ('nothing', 'nothing')], max_length=7)),
                ('why', models.CharField(blank=True, choices=[('price', 'the price'), ('time', 'the time it takes'), ('quality', 'it did not meet what was asked'), ('stopped', 'the job did not go on'), ('elsewhere', 'found elsewhere'), ('other', 'something else')], max_length=9, verbose_name='why')),
                ('note', models.CharField(blank=True, max_length=500, verbose_name='a word about it')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('invitation', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='outcome', to='matchmaking.invitation')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('kind', 'nothing'), ('why', ''), _connector='OR'), name='outcome_why_is_about_nothing')],
            },
        ),
        migrations.CreateModel(
            name='Afterwards',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('months', models.PositiveSmallIntegerField()),
                ('due_on', models.DateField()),
                ('asked_at', models.DateTimeField(blank=True, null=True)),
                ('reply', models.CharField(blank=True, choices=[('more', 'yes, and more of it'), ('same', 'yes'), ('ended', 'no longer'), ('never', 'it never began')], max_length=5)),
                ('replied_at', models.DateTimeField(blank=True, null=True)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('outcome', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='afterwards', to='matchmaking.outcome')),
            ],
            options={
                'ordering': ['due_on', 'pk'],
                'indexes': [models.Index(condition=models.Q(('asked_at', None)), fields=['due_on'], name='afterwards_due')],
                'constraints': [models.UniqueConstraint(fields=('outcome', 'months'), name='afterwards_once_a_term'), models.CheckConstraint(condition=models.Q(('months__in', [3, 12])), name='afterwards_after_three_or_twelve_months')],
            },
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('text', models.TextField(max_length=2000, verbose_name='your question')),
                ('asked_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('reply', models.TextField(blank=True, max_length=2000, verbose_name='your reply')),
                ('replied_at', models.DateTimeField(blank=True, null=True)),
                ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('invitation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='questions', to='matchmaking.invitation')),
                ('replied_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
            },
        ),
        migrations.CreateModel(
            name='Share',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('email', models.EmailField(max_length=254, verbose_name='e-mail address')),
                ('name', models.CharField(blank=True, max_length=120, verbose_name='name')),
                ('token', models.CharField(default=clubhuis.matchmaking.models.sharing.new_token, editable=False, max_length=40, unique=True)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('expires_at', models.DateTimeField(default=clubhuis.matchmaking.models.sharing.two_weeks_from_now)),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('code_hash', models.CharField(blank=True, max_length=128)),
                ('code_sent_at', models.DateTimeField(blank=True, null=True)),
                ('tries', models.PositiveSmallIntegerField(default=0)),
                ('created_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('files', models.ManyToManyField(related_name='shares', to='market.needfile')),
                ('invitation', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='shares', to='matchmaking.invitation')),
                ('need', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='shares', to='market.need')),
            ],
            options={
                'ordering': ['-created_at', '-pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('expires_at__gt', models.F('created_at'))), name='share_ends_after_it_begins')],
            },
        ),
        migrations.CreateModel(
            name='Opening',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('sent', 'a code was asked for'), ('wrong', 'a wrong code was given'), ('opened', 'opened with a code'), ('download', 'downloaded')], max_length=8)),
                ('file_name', models.CharField(blank=True, max_length=160)),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('share', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='openings', to='matchmaking.share')),
            ],
            options={
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Suggestion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('week', models.DateField()),
                ('score', models.FloatField()),
                ('why', models.JSONField(default=list)),
                ('made_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('need', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='suggestions', to='market.need')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='suggestions', to='organisations.organisation')),
                ('other', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.organisation')),
            ],
            options={
                'ordering': ['-week', '-score', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('need__isnull', False), ('other', None)), models.Q(('need', None), ('other__isnull', False)), _connector='OR'), name='suggestion_is_of_one_thing'), models.UniqueConstraint(fields=('week', 'organisation', 'need'), name='need_is_suggested_once_a_week'), models.UniqueConstraint(fields=('week', 'organisation', 'other'), name='other_is_suggested_once_a_week')],
            },
        ),
        migrations.CreateModel(
            name='CallForHelp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('asked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('community', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='calls_for_help', to='communities.community')),
                ('need', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='calls_for_help', to='market.need')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('need', 'community'), name='help_is_asked_once_a_community')],
            },
        ),
        migrations.CreateModel(
            name='Companion',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('part', models.CharField(blank=True, max_length=200, verbose_name='what it takes on')),
                ('state', models.CharField(choices=[('asked', 'asked'), ('agreed', 'takes part'), ('declined', 'does not take part')], default='asked', max_length=8)),
                ('answered_at', models.DateTimeField(blank=True, null=True)),
                ('answer', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='companions', to='matchmaking.answer')),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='joint_answers', to='organisations.organisation')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('answer', 'organisation'), name='companion_once_an_answer')],
            },
        ),
        migrations.CreateModel(
            name='Dismissal',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now)),
                ('by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('need', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='dismissals', to='market.need')),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='dismissals', to='organisations.organisation')),
                ('other', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='organisations.organisation')),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('need__isnull', False), ('other', None)), models.Q(('need', None), ('other__isnull', False)), _connector='OR'), name='dismissal_is_of_one_thing'), models.UniqueConstraint(fields=('organisation', 'need'), name='need_is_dismissed_once'), models.UniqueConstraint(fields=('organisation', 'other'), name='other_is_dismissed_once')],
            },
        ),
    ]
