using OrdreCouncils.ServiceDefaults.Access;
using OrdreCouncils.ServiceDefaults.Secrets;

namespace OrdreCouncils.ServiceDefaults.AuditReading;

/// <summary>How the audit of a store shows persons. Under medical secrecy an auditor learns that two entries concern the same person, not whom: each person
/// has one pseudonym per store, from a key that the store seals. A store without keys shows all persons alike.</summary>
internal sealed class AuditedPersons(AccessTable table, IServiceProvider services)
{
    private const string Records = "physicians/";
    private const string System = "system:";
    private const string Person = "person";
    private const int PseudonymLength = 16;

    public bool AreHidden { get; } = table.StorePurposes.Any(RoleGrants.HidesPersonsFromAudit);

    /// <param name="subject">Token subject, or the name of background work.</param>
    public string Actor(string subject) =>
        !AreHidden || subject.Length == 0 || subject.StartsWith(System, StringComparison.Ordinal) ? subject : Pseudonym(subject);

    public string Record(string record) =>
        AreHidden && NamesPerson(record) ? Records + Pseudonym(record) : record;

    public static bool NamesPerson(string record) => record.StartsWith(Records, StringComparison.Ordinal);

    private string Pseudonym(string text) =>
        services.GetService(typeof(Blinder)) is Blinder blinder ? $"{Person}:{blinder.Blind($"audit:{text}")[..PseudonymLength]}" : Person;
}
