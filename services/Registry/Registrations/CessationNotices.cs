using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Registry.Registrations;

/// <summary>Notice of a definitive cessation by a self-employed physician under the insurers' agreement (CSP L.4113-15, law of 27 December 2023), and its
/// exceptions (D.4113-115-1, decree of 9 September 2025, of which only the first paragraph was read).</summary>
internal static class CessationNotices
{
    private static readonly DateOnly Exceptions = new(2025, 9, 11);

    /// <summary>Adds the faults of the notice; true when notice is owed.</summary>
    public static bool Read(Violations violations, DeclareChangeRequest request, DateOnly ceasesOn)
    {
        if (request.CessationNotice is not { } notice)
            return false;
        violations.Require(request.Kind == DeclarationKind.Cessation, "cessation_notice", "Leave it out: it belongs to a cessation.");
        violations.Require(Enum.IsDefined(notice.Exception), "cessation_notice.exception", "Write an exception of the contract, or none.");
        if (ceasesOn == DateOnly.MinValue)
            return false;
        violations.Require(
            notice.Exception == CessationException.Unspecified || ceasesOn >= Exceptions, "cessation_notice.exception",
            $"Leave it out: the exceptions apply to a cessation since {Exceptions:yyyy-MM-dd} (CSP D.4113-115-1).");
        var rule = BackwardRules.CessationNotice;
        return violations.Require(
            rule.InForceOn(ceasesOn) is not null, "cessation_notice",
            $"Leave it out: notice is owed of a cessation since {rule.Versions[0].From:yyyy-MM-dd} ({rule.Versions[0].Article}).");
    }

    /// <param name="ceasesOn">Day of the cessation.</param>
    /// <param name="seat">Of the council that is told.</param>
    public static BackwardLimit Time(DateOnly ceasesOn, Territory seat) => BackwardLimits.Compute(BackwardRules.CessationNotice, ceasesOn, seat: seat);
}
