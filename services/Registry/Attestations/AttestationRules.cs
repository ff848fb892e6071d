using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;

namespace OrdreCouncils.Registry.Attestations;

internal static class AttestationRules
{
    /// <summary>Three months, as administrations accept recent documents; no text sets a period for attestations of registration.</summary>
    private static readonly LegalPeriod Life = LegalPeriod.OfMonths(3);

    public static DateOnly ValidUntil(DateOnly issuedOn) => TimeLimits.LastDayOf(issuedOn, Life);

    /// <param name="facts">The row's facts.</param>
    /// <param name="entry">The physician as the register knows them now; null when it does not.</param>
    public static AttestationState State(AttestationRow row, AttestedFacts facts, RegisterEntry? entry, DateOnly today) => row switch
    {
        { RevokedAt: not null } => AttestationState.Revoked,
        _ when today > row.ValidUntil => AttestationState.Expired,
        _ when AttestedFacts.Of(entry, today, facts.On)?.Json() != row.Facts => AttestationState.Overtaken,
        _ => AttestationState.Valid,
    };
}
