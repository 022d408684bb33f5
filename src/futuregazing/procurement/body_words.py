"""Words that say what kind of body a name is of; what is left of the name is whose area."""

from __future__ import annotations

_POLICE = """
and chief commissioner commissioners constable constabulary crime department departments fire for
force headquarters joint of office opcc pcc pfcc poice police policing procurement s service the
"""
_FIRE = """
and authorities authority brigade combined commissioner county fire for of rescue service
services the
"""
_AMBULANCE = """
ambulance and board care foundation health nhs of service services social the trust university
"""
_ELSEWHERE = """
academies academy agency airport archives arts association bank board boards broadcasting
catapult church coal college colleges commission commonwealth community company customs defence
department dioceses education enterprise environment executive federation foundation foreign
forestry government health highways homes hospital hospitals housing inspectorate insolvency
institute limited llp ltd medical midwifery ministers ministry museum museums nhs nuclear nursing
office parish park parliament pension plc power prison qualifications rail registry research
resources revenue school schools secretary society sport students town trust trustees
universities university water
"""

POLICE = frozenset(_POLICE.split())
POLICE_SIGNS = frozenset({"police", "policing", "constabulary", "poice", "pcc", "opcc", "pfcc"})
"""One of these makes a name a force's; a slip seen in published notices is among them."""
FIRE = frozenset(_FIRE.split())
AMBULANCE = frozenset(_AMBULANCE.split())
AUTHORITY = frozenset({"and", "authority", "ca", "combined", "county", "mayoral", "of", "the"})
ELSEWHERE = frozenset(_ELSEWHERE.split())
"""Words of bodies that are not what this report is about."""
PARTS_OF_BODIES = frozenset({"board", "department", "office"})
"""Of these words, in the name of a force or a service, that say no more than a part of it."""
