using OrdreCouncils.Protos.Registry.Internal.V1;
using OrdreCouncils.Protos.Registry.V1;

namespace OrdreCouncils.Registry.Register;

/// <summary>State of a registration after the steps up to a day, in their order.</summary>
/// <param name="Since">First day ever on the register; null before it.</param>
/// <param name="Applied">In transfer: the physician has applied to the new council.</param>
internal sealed record Standing(Place Place, DateOnly? Since, bool Retired, bool Applied)
{
    private static readonly Standing Nowhere = new(Place.Unknown, null, false, false);

    public static Standing On(RegisterEntry entry, DateOnly on)
    {
        var standing = BeforeFirstStep(entry, on);
        foreach (var step in StepsOf(entry).TakeWhile(step => step.Day <= on))
            standing = standing.After(step);
        return standing;
    }

    /// <summary>Facts, and reliefs from radiations, by day. A stay ends a radiation too, but leaves the registration as it was. On one day a relief precedes the
    /// fact that it allows.</summary>
    public static IEnumerable<Step> StepsOf(RegisterEntry entry)
    {
        // Most physicians have neither, and this is the most frequent call.
        if (entry.Facts.Count == 0 && entry.Restrictions.Count == 0)
            return [];
        var facts = entry.Facts.Select(fact => new Step(fact.EffectiveOn.Day(), fact));
        var reliefs = entry.Restrictions.Where(restriction => restriction is { Kind: RestrictionKind.Radiation, EndsOn: not null, Stayed: false })
            .Select(restriction => new Step(restriction.EndsOn.Day().AddDays(1), null));
        return reliefs.Concat(facts).OrderBy(step => step.Day);
    }

    /// <summary>State before the first step. When the first fact is an entry, it says when the registration began. Otherwise the national file brought the
    /// physician as registered, and the first day in the register stands for the unknown day of registration.</summary>
    public static Standing BeforeFirstStep(RegisterEntry entry, DateOnly on)
    {
        if (StepsOf(entry).FirstOrDefault()?.Fact?.Kind == FactKind.Entered)
            return Nowhere;
        var since = entry.RegisteredSince.Day();
        return since <= on ? new Standing(Place.Registered, since, false, false) : Nowhere;
    }

    /// <summary>Relief from a radiation allows a new application; by itself it does not put the physician back on the register (CSP L.4124-8).</summary>
    public Standing After(Step step) => step.Fact is { } fact ? After(fact)
        : Place is Place.Registered or Place.InTransfer ? this with { Place = Place.Left, Retired = false }
        : this;

    private Standing After(EntryFact fact) => (fact.Kind, fact.Ground) switch
    {
        (FactKind.Entered, _) => new(Place.Registered, Since ?? fact.EffectiveOn.Day(), false, false),
        (FactKind.Left, FactGround.Death) => this with { Place = Place.Deceased, Retired = false },
        (FactKind.Left, FactGround.TransferOut) => this with { Place = Place.InTransfer, Retired = false, Applied = false },
        (FactKind.Left, _) => this with { Place = Place.Left, Retired = false },
        (FactKind.Retired, _) => this with { Retired = true },
        (FactKind.Resumed, _) => this with { Retired = false },
        (FactKind.Applied, _) => this with { Applied = true },
        _ => this,
    };

    /// <summary>In transfer, practice is lawful once the physician has applied to the new council, until that council decides expressly (CSP L.4112-5, wording
    /// of 20 December 2009). No article gives a time to apply, and silence does not end practice.</summary>
    public bool AllowsPractice => Place == Place.Registered || (Place == Place.InTransfer && Applied);

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

/// <param name="Fact">Null for the relief from a radiation.</param>
internal sealed record Step(DateOnly Day, EntryFact? Fact);

internal enum Place
{
    Unknown,
    Registered,
    InTransfer,
    Left,
    Deceased,
}
