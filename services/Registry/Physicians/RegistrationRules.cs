using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using Date = OrdreCouncils.Protos.Common.V1.Date;

namespace OrdreCouncils.Registry.Physicians;

/// <summary>What the dated facts of a physician make of the registration on a civil date. Nothing else decides a status, and none is stored.</summary>
internal static class RegistrationRules
{
    /// <param name="entry">The physician's facts; null when the register has none.</param>
    /// <param name="on">The date asked about.</param>
    public static Registration At(RegisterEntry? entry, DateOnly on)
    {
        var registration = new Registration { On = on.ToProto(), Status = RegistrationStatus.NoRecord };
        if (entry is null || on < Day(entry.RegisteredSince))
            return registration;

        registration.RegisteredSince = entry.RegisteredSince;
        registration.Restrictions.AddRange(entry.Restrictions.Where(restriction => Runs(restriction, on)));
        registration.Status = Has(registration, RestrictionKind.Radiation) ? RegistrationStatus.StruckOff : RegistrationStatus.Registered;
        registration.Registered = registration.Status == RegistrationStatus.Registered;
        registration.MayPractise = registration.Registered && !Has(registration, RestrictionKind.BanFromPractice);
        return registration;
    }

    /// <summary>First and last day count (CSP R.4126-30: the decision fixes the period).</summary>
    private static bool Runs(Restriction restriction, DateOnly on) =>
        Day(restriction.EffectiveOn) <= on && (restriction.EndsOn is null || on <= Day(restriction.EndsOn));

    private static bool Has(Registration registration, RestrictionKind kind) =>
        registration.Restrictions.Any(restriction => restriction.Kind == kind);

    private static DateOnly Day(Date date) => new(date.Year, date.Month, date.Day);
}
