from .communities import (
    Community,
    CommunityQuerySet,
    Joining,
    Membership,
    MembershipQuerySet,
    Tier,
    communities_of,
    ids_reached_by,
)
from .invitations import Invitation, InvitationQuerySet
from .member_imports import MemberImport
from .notes import MemberNote, MemberTag
from .partnerships import Partnership, PartnershipQuerySet, Share
from .roles import Role

__all__ = [
    "Community",
    "CommunityQuerySet",
    "Invitation",
    "InvitationQuerySet",
    "Joining",
    "MemberImport",
    "MemberNote",
    "MemberTag",
    "Membership",
    "MembershipQuerySet",
    "Partnership",
    "PartnershipQuerySet",
    "Role",
    "Share",
    "Tier",
    "communities_of",
    "ids_reached_by",
]
