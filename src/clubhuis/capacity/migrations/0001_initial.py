import django.db.models.deletion
import django.utils.timezone
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
    ]

    operations = [
        migrations.CreateModel(
            name='Line',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=80, unique=True)),
                ('zone', models.CharField(default='Europe/Amsterdam', max_length=64)),
                ('offer_hours', models.PositiveSmallIntegerField(default=24)),
                ('closes_at', models.DateTimeField(blank=True, null=True)),
                ('priority_until', models.DateTimeField(blank=True, null=True)),
                ('paused', models.BooleanField(default=False)),
                ('next_number', models.PositiveIntegerField(default=1)),
                ('waiting', models.PositiveIntegerField(default=0)),
                ('wakes_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'indexes': [models.Index(fields=['waiting'], name='capacity_li_waiting_838e52_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(('offer_hours__gte', 1), ('offer_hours__lte', 168)), name='line_offers_for_1_to_168_hours')],
            },
        ),
        migrations.CreateModel(
            name='Claim',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('holder', models.CharField(db_index=True, max_length=80)),
                ('state', models.CharField(choices=[('held', 'held for a while'), ('taken', 'taken'), ('waiting', 'waiting'), ('offered', 'offered'), ('released', 'released')], max_length=8)),
                ('until', models.DateTimeField(blank=True, null=True)),
                ('alternatives', models.JSONField(default=list)),
                ('wish', models.CharField(max_length=32)),
                ('priority', models.PositiveSmallIntegerField(default=0)),
                ('number', models.PositiveIntegerField(blank=True, null=True)),
                ('party', models.CharField(blank=True, max_length=80)),
                ('unreachable_since', models.DateTimeField(blank=True, null=True)),
                ('why', models.CharField(blank=True, max_length=20)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('offered_at', models.DateTimeField(blank=True, null=True)),
                ('released_at', models.DateTimeField(blank=True, null=True)),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='claims', to='capacity.line')),
            ],
            options={
                'ordering': ['pk'],
                'indexes': [models.Index(fields=['line', 'state', '-priority', 'number'], name='capacity_cl_line_id_3cadf2_idx'), models.Index(fields=['state', 'until'], name='capacity_cl_state_814dda_idx')],
                'constraints': [models.UniqueConstraint(condition=models.Q(('state__in', ['held', 'taken', 'offered', 'waiting'])), fields=('line', 'holder'), name='claim_one_live_a_holder'), models.UniqueConstraint(fields=('line', 'number'), name='claim_number_given_once'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['held', 'offered']), _negated=True), ('until__isnull', False), _connector='OR'), name='claim_that_lapses_says_when'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'waiting'), _negated=True), ('number__isnull', False), _connector='OR'), name='claim_that_waits_has_a_number')],
            },
        ),
        migrations.CreateModel(
            name='Pool',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(max_length=80)),
                ('size', models.PositiveIntegerField(blank=True, null=True)),
                ('taken', models.PositiveIntegerField(default=0)),
                ('moves_at', models.DateTimeField(blank=True, null=True)),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='pools', to='capacity.line')),
                ('moves_to', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='capacity.pool')),
            ],
            options={
                'ordering': ['pk'],
                'indexes': [models.Index(fields=['moves_at'], name='capacity_po_moves_a_6bdcd2_idx')],
                'constraints': [models.UniqueConstraint(fields=('line', 'key'), name='pool_once_a_line'), models.CheckConstraint(condition=models.Q(('taken__gte', 0)), name='pool_gives_back_no_more_than_was_taken'), models.CheckConstraint(condition=models.Q(('size', None), ('taken__lte', models.F('size')), _connector='OR'), name='pool_gives_no_more_than_it_has')],
            },
        ),
        migrations.CreateModel(
            name='Seat',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('claim', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seats', to='capacity.claim')),
                ('pool', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='seats', to='capacity.pool')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('claim', 'pool'), name='seat_once_a_claim')],
            },
        ),
    ]
