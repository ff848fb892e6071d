using OrdreCouncils.Protos.Registry.V1;

namespace OrdreCouncils.Tests.Registry.Lives;

/// <summary>A person's council, specialty and mode from a day on, from a file or a decision.</summary>
internal sealed record ModelState(DateOnly From, string Council, string Specialty, string Mode);

/// <summary>An event that changes a person's registration status.</summary>
internal enum Move
{
    Entry,
    Departure,
    Transfer,
    TransferApplication,
    Death,
}

/// <summary>A simple model of a person. It shares no rule with the service, so a rule that the service lacks shows.</summary>
internal sealed class ModelPerson(string rpps, string civility)
{
    private readonly List<(DateOnly Day, Move Move)> moves = [];
    private readonly List<ModelPerson> merged = [];

    public string Rpps => rpps;
    public string Civility => civility;
    public List<ModelState> States { get; } = [];
    public DateOnly? BornOn { get; set; }

    /// <summary>First day of a radiation and first day of the relief from it, if any.</summary>
    public List<(DateOnly From, DateOnly? RelievedOn)> Radiations { get; } = [];

    /// <summary>First and last day of a ban from practice.</summary>
    public List<(DateOnly From, DateOnly Until)> Bans { get; } = [];

    /// <summary>The person of the kept number, when this person's number is merged into it.</summary>
    public ModelPerson? Kept { get; private set; }
    public bool Keeps => merged.Count > 0;

    /// <summary>True when the council comes from a decision of the Order, which a file does not change.</summary>
    public bool Placed { get; private set; }

    /// <summary>Day of the last event; an entry or a departure cannot be earlier.</summary>
    public DateOnly LastMove => moves.Select(move => move.Day).Concat(Reliefs(this)).Append(States[0].From).Max();

    public void Happens(Move move, DateOnly on)
    {
        moves.Add((on, move));
        Placed |= move == Move.Entry;
    }

    public void MergeInto(ModelPerson other)
    {
        Kept = other;
        other.merged.Add(this);
    }

    public void Part()
    {
        Kept!.merged.Remove(this);
        Kept = null;
    }

    public ModelState? StateOn(DateOnly day) => States.LastOrDefault(state => state.From <= day);

    public RegistrationStatus StatusOn(DateOnly day) => On(day).Status;

    public bool MayPractiseOn(DateOnly day)
    {
        var (status, applied) = On(day);
        return (status == RegistrationStatus.Registered || (status == RegistrationStatus.InTransfer && applied))
            && !Persons.SelectMany(person => person.Bans).Any(ban => ban.From <= day && day <= ban.Until);
    }

    public bool IsRestrictedOn(DateOnly day) =>
        StruckOffOn(day) || Persons.SelectMany(person => person.Bans).Any(ban => ban.From <= day && day <= ban.Until);

    private IEnumerable<ModelPerson> Persons => merged.Prepend(this);

    private static IEnumerable<DateOnly> Reliefs(ModelPerson person) => person.Radiations.Select(one => one.RelievedOn).OfType<DateOnly>();

    private bool StruckOffOn(DateOnly day) =>
        Persons.SelectMany(person => person.Radiations).Any(one => one.From <= day && (one.RelievedOn is null || day < one.RelievedOn));

    private (RegistrationStatus Status, bool Applied) On(DateOnly day)
    {
        if (States.Count == 0 || day < States[0].From)
            return (RegistrationStatus.NoRecord, false);

        var status = RegistrationStatus.Registered;
        var applied = false;
        // On the same day a relief comes before an entry, because only the relief allows the application.
        var steps = moves.Select(move => (move.Day, Move: (Move?)move.Move))
            .Concat(Persons.SelectMany(Reliefs).Select(relief => (Day: relief, Move: (Move?)null)))
            .Where(step => step.Day <= day).OrderBy(step => step.Day).ThenBy(step => step.Move is not null);
        foreach (var (_, move) in steps)
        {
            switch (move)
            {
                case Move.Entry:
                    status = RegistrationStatus.Registered;
                    break;
                case Move.Transfer:
                    status = RegistrationStatus.InTransfer;
                    applied = false;
                    break;
                case Move.TransferApplication:
                    applied = true;
                    break;
                case Move.Departure:
                    status = RegistrationStatus.Left;
                    break;
                case Move.Death:
                    status = RegistrationStatus.Deceased;
                    break;
                default:
                    // A relief does not put the person back on the register.
                    status = status is RegistrationStatus.Registered or RegistrationStatus.InTransfer ? RegistrationStatus.Left : status;
                    break;
            }
        }

        return (status != RegistrationStatus.Deceased && StruckOffOn(day) ? RegistrationStatus.StruckOff : status, applied);
    }
}
