using OrdreCouncils.Protos.Discipline.V1;

namespace OrdreCouncils.WebConsole.Acts;

/// <summary>Page on which an act is offered.</summary>
internal enum ActPlace
{
    /// <summary>On none: another page links to it.</summary>
    Nowhere,
    Physician,
    Case,
    Decision,
    Complaint,
    Affairs,
    Affair,
    AffairLine,
    Instruction,
    Hearing,
    Application,
    Pair,
}

internal sealed record ActLink(string Label, string Address);

/// <summary>The acts that a page offers: those that the person may do, in the state in which the record is. The platform decides again.</summary>
internal sealed class ActLinks(ActCatalogue catalogue)
{
    /// <param name="place">The page.</param>
    /// <param name="record">Its record.</param>
    /// <param name="state">State of the record, as the acts name it; empty for a record without one.</param>
    public IReadOnlyList<ActLink> Of(ActPlace place, string record, string state) =>
    [
        .. catalogue.All.Where(act => act.Place == place && act.FitsState(state) && catalogue.May(act))
            .Select(act => new ActLink(act.Title, $"/actes/{act.Name}/{record}")),
    ];

    public static string State(CaseStatus status) => status.ToString();

    /// <summary>State of a record that is in several at once.</summary>
    /// <param name="states">Name of each, and whether it holds.</param>
    public static string State(params (string Name, bool Holds)[] states) => string.Join(' ', states.Where(state => state.Holds).Select(state => state.Name));

    public static bool Holds(string state, string name) => state.Split(' ').Contains(name);
}
