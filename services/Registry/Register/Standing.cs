using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;

namespace OrdreCouncils.Registry.Register;

/// <summary>Where the facts of a life, taken one after the other, have led.</summary>
/// <param name="Place">On the register, off it, or between two councils.</param>
/// <param name="Since">First day ever on the register; null before.</param>
/// <param name="Retired">Registered and retired.</param>
/// <param name="PractisesUntil">In transfer: last day of practice; <see cref="DateOnly.MaxValue"/> once the application is in.</param>
internal sealed record Standing(Place Place, DateOnly? Since, bool Retired, DateOnly PractisesUntil)
{
    private static readonly Standing Nowhere = new(Place.Unknown, null, false, DateOnly.MinValue);

    /// <summary>On a civil date.</summary>
    public static Standing On(RegisterEntry entry, DateOnly on)
    {
        var standing = Before(entry, on);
        foreach (var step in Course(entry).TakeWhile(step => step.Day <= on))
            standing = standing.After(step);
        return standing;
    }

    /// <summary>
    /// What happened, in its order: the facts, and the reliefs from radiations, which are restrictions that have no end but that one. A fact of the same
    /// day comes after the relief that allows it.
    /// </summary>
    public static IEnumerable<Step> Course(RegisterEntry entry)
    {
        // Most have neither, and are looked up most.
        if (entry.Facts.Count == 0 && entry.Restrictions.Count == 0)
            return [];
        var facts = entry.Facts.Select(fact => new Step(fact.EffectiveOn.Day(), fact));
        var reliefs = entry.Restrictions.Where(restriction => restriction is { Kind: RestrictionKind.Radiation, EndsOn: not null })
            .Select(restriction => new Step(restriction.EndsOn.Day().AddDays(1), null));
        return reliefs.Concat(facts).OrderBy(step => step.Day);
    }

    /// <summary>
    /// Before any fact. A first fact that is an entry says when the registration began; otherwise the register knew the physician from a file, as
    /// registered, and the first day of that stands for the date it does not know.
    /// </summary>
    public static Standing Before(RegisterEntry entry, DateOnly on)
    {
        if (Course(entry).FirstOrDefault()?.Fact?.Kind == FactKind.Entered)
            return Nowhere;
        var since = entry.RegisteredSince.Day();
        return since <= on ? new Standing(Place.Registered, since, false, DateOnly.MinValue) : Nowhere;
    }

    /// <summary>
    /// What a step makes of it. Who is relieved of a radiation may apply again, and is not on the register by that alone (CSP L.4124-8).
    /// </summary>
    public Standing After(Step step) => step.Fact is { } fact ? After(fact)
        : Place is Place.Registered or Place.InTransfer ? this with { Place = Place.Left, Retired = false }
        : this;

    /// <summary>What a fact makes of it.</summary>
    private Standing After(EntryFact fact) => (fact.Kind, fact.Ground) switch
    {
        (FactKind.Entered, _) => new(Place.Registered, Since ?? fact.EffectiveOn.Day(), false, DateOnly.MinValue),
        (FactKind.Left, FactGround.Death) => this with { Place = Place.Deceased, Retired = false },
        // Practice goes on while the month to apply runs, and then until an express decision (CSP L.4112-5).
        (FactKind.Left, FactGround.TransferOut) => this with
        {
            Place = Place.InTransfer,
            Retired = false,
            PractisesUntil = LastDayToApply(fact.EffectiveOn.Day()),
        },
        (FactKind.Left, _) => this with { Place = Place.Left, Retired = false },
        (FactKind.Retired, _) => this with { Retired = true },
        (FactKind.Resumed, _) => this with { Retired = false },
        // Too late an application does not bring back what has ended.
        (FactKind.Applied, _) when fact.EffectiveOn.Day() <= PractisesUntil => this with { PractisesUntil = DateOnly.MaxValue },
        _ => this,
    };

    /// <summary>The month to apply elsewhere; none before the law gave one.</summary>
    private static DateOnly LastDayToApply(DateOnly left) => LegalRules.TransferApplication.InForceOn(left) is null
        ? DateOnly.MinValue
        : TimeLimits.Compute(LegalRules.TransferApplication, left).LastDay;

    /// <summary>Whether a fact can follow.</summary>
    public bool Allows(EntryFact fact) => (fact.Kind, fact.Ground) switch
    {
        (FactKind.Entered, _) => Place is Place.Unknown or Place.Left or Place.InTransfer,
        (FactKind.Left, FactGround.Death) => Place is Place.Registered or Place.InTransfer or Place.Left,
        (FactKind.Left, FactGround.TransferRefused) => Place == Place.InTransfer,
        (FactKind.Left, FactGround.RegistrationAnnulled or FactGround.RegistrationWithdrawn) => Place is Place.Registered or Place.InTransfer,
        (FactKind.Left, _) => Place == Place.Registered,
        (FactKind.Retired, _) => Place == Place.Registered && !Retired,
        (FactKind.Resumed, _) => Place == Place.Registered && Retired,
        (FactKind.Applied, _) => Place == Place.InTransfer,
        _ => false,
    };
}

/// <summary>Something that happened on a day.</summary>
/// <param name="Day">From which it holds.</param>
/// <param name="Fact">The fact; null for the relief from a radiation.</param>
internal sealed record Step(DateOnly Day, EntryFact? Fact);

/// <summary>On the register, off it, or between two councils.</summary>
internal enum Place
{
    Unknown,
    Registered,
    InTransfer,
    Left,
    Deceased,
}
