using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Registry.V1;

namespace OrdreCouncils.Registry.Attestations;

internal static class AttestationRules
{
    /// <summary>Three months, as administrations accept recent documents; no text sets a period for attestations of registration.</summary>
    private static readonly LegalPeriod Life = LegalPeriod.OfMonths(3);

    public static DateOnly ValidUntil(DateOnly issuedOn) => TimeLimits.LastDayOf(issuedOn, Life);

    /// <param name="now">Facts that could be attested today; null when there are none.</param>
    public static AttestationState State(AttestationRow row, AttestedFacts? now, DateOnly today) => row switch
    {
        { RevokedAt: not null } => AttestationState.Revoked,
        _ when today > row.ValidUntil => AttestationState.Expired,
        _ when now?.Json() != row.Facts => AttestationState.Overtaken,
        _ => AttestationState.Valid,
    };
}
