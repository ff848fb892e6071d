using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using Date = OrdreCouncils.Protos.Common.V1.Date;

namespace OrdreCouncils.Registry.Register;

/// <summary>Derives the registration on a civil date from the dated facts; no status is stored. The fold over the facts is in <see cref="Standing"/>, the facts
/// that apply are read by <see cref="LifeStore"/>, and <c>DemographyStore.Registered</c> repeats "registered on a date" in SQL to count: a change here changes
/// that condition too, and a test compares the two day by day.</summary>
internal static class RegistrationRules
{
    public static Registration At(RegisterEntry? entry, DateOnly on)
    {
        var registration = new Registration { On = on.ToProto(), Status = RegistrationStatus.NoRecord };
        if (entry is null || Standing.On(entry, on) is not { Since: { } since } standing)
            return registration;

        registration.RegisteredSince = since.ToProto();
        // Most physicians have no restriction, and this is the most frequent call: it allocates no list for them.
        if (entry.Restrictions.Count > 0)
            registration.Restrictions.AddRange(entry.Restrictions.Where(restriction => Runs(restriction, on)));
        registration.Status = Status(standing.Place, Has(registration, restriction => restriction.Kind == RestrictionKind.Radiation));
        registration.Registered = registration.Status == RegistrationStatus.Registered;
        registration.Retired = registration.Registered && standing.Retired;
        registration.PracticeRestrictedInPart = Has(registration, restriction => restriction is { Kind: RestrictionKind.Suspension, Partial: true });
        registration.MayPractise = standing.AllowsPractice && registration.Status != RegistrationStatus.StruckOff
            && !Has(registration, BarsPractice);
        if (Has(registration, BarsPractice))
            registration.BarredSince = BarredSince(entry, on).ToProto();
        return registration;
    }

    public static DateOnly Day(this Date date) => new(date.Year, date.Month, date.Day);

    /// <summary>A physician can be struck off after leaving (CSP R.4126-1: the last council stays competent), but not after death.</summary>
    private static RegistrationStatus Status(Place place, bool struckOff) => place switch
    {
        Place.Deceased => RegistrationStatus.Deceased,
        _ when struckOff => RegistrationStatus.StruckOff,
        Place.Left => RegistrationStatus.Left,
        Place.InTransfer => RegistrationStatus.InTransfer,
        _ => RegistrationStatus.Registered,
    };

    private static bool BarsPractice(Restriction restriction) => restriction is { Kind: RestrictionKind.BanFromPractice or RestrictionKind.Radiation }
        or { Kind: RestrictionKind.Suspension, Partial: false };

    /// <summary>A renewed suspension, or a ban that follows a suspension, bars since the first day of the first of them.</summary>
    private static DateOnly BarredSince(RegisterEntry entry, DateOnly on)
    {
        var since = on.AddDays(1);
        while (entry.Restrictions.Where(restriction => BarsPractice(restriction) && restriction.EffectiveOn.Day() < since && Runs(restriction, since.AddDays(-1)))
            .Select(restriction => restriction.EffectiveOn.Day()).DefaultIfEmpty(since).Min() is var earlier && earlier < since)
        {
            since = earlier;
        }

        return since;
    }

    /// <summary>First and last day are included (CSP R.4126-30: the decision fixes the period).</summary>
    private static bool Runs(Restriction restriction, DateOnly on) =>
        restriction.EffectiveOn.Day() <= on && (restriction.EndsOn is null || on <= restriction.EndsOn.Day());

    private static bool Has(Registration registration, Func<Restriction, bool> running) =>
        registration.Restrictions.Count > 0 && registration.Restrictions.Any(running);
}
