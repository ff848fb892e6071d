using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using Date = OrdreCouncils.Protos.Common.V1.Date;

namespace OrdreCouncils.Registry.Register;

/// <summary>What the dated facts of a physician make of the registration on a civil date. Nothing else decides a status, and none is stored.</summary>
internal static class RegistrationRules
{
    /// <param name="entry">The physician's facts; null when the register has none.</param>
    /// <param name="on">The date asked about.</param>
    public static Registration At(RegisterEntry? entry, DateOnly on)
    {
        var registration = new Registration { On = on.ToProto(), Status = RegistrationStatus.NoRecord };
        if (entry is null || Standing.On(entry, on) is not { Since: { } since } standing)
            return registration;

        registration.RegisteredSince = since.ToProto();
        // Most have none, and are looked up most: no lists are made to find that out.
        if (entry.Restrictions.Count > 0)
            registration.Restrictions.AddRange(entry.Restrictions.Where(restriction => Runs(restriction, on)));
        registration.Status = Status(standing.Place, Has(registration, restriction => restriction.Kind == RestrictionKind.Radiation));
        registration.Registered = registration.Status == RegistrationStatus.Registered;
        registration.Retired = registration.Registered && standing.Retired;
        registration.PracticeRestrictedInPart = Has(registration, restriction => restriction is { Kind: RestrictionKind.Suspension, Partial: true });
        registration.MayPractise = (registration.Registered || (registration.Status == RegistrationStatus.InTransfer && on <= standing.PractisesUntil))
            && !Has(registration, restriction => restriction.Kind == RestrictionKind.BanFromPractice || restriction is { Kind: RestrictionKind.Suspension, Partial: false });
        return registration;
    }

    /// <summary>The day of a date of the contract.</summary>
    public static DateOnly Day(this Date date) => new(date.Year, date.Month, date.Day);

    /// <summary>One can be struck off after having left (CSP R.4126-1: the last council remains competent), not after death.</summary>
    private static RegistrationStatus Status(Place place, bool struckOff) => place switch
    {
        Place.Deceased => RegistrationStatus.Deceased,
        _ when struckOff => RegistrationStatus.StruckOff,
        Place.Left => RegistrationStatus.Left,
        Place.InTransfer => RegistrationStatus.InTransfer,
        _ => RegistrationStatus.Registered,
    };

    /// <summary>First and last day count (CSP R.4126-30: the decision fixes the period).</summary>
    private static bool Runs(Restriction restriction, DateOnly on) =>
        restriction.EffectiveOn.Day() <= on && (restriction.EndsOn is null || on <= restriction.EndsOn.Day());

    private static bool Has(Registration registration, Func<Restriction, bool> running) =>
        registration.Restrictions.Count > 0 && registration.Restrictions.Any(running);
}
