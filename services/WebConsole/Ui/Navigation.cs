using OrdreCouncils.WebConsole.Platform;

namespace OrdreCouncils.WebConsole.Ui;

internal sealed record NavigationEntry(string Label, string Address);

/// <summary>The headings of a person: those whose pages the person may open.</summary>
internal sealed class Navigation(Viewer viewer)
{
    private static readonly (string Label, string Address, string Rpc)[] All =
    [
        ("File de travail", "/file", "discipline/CasesService/ListCases"),
        ("Affaires", "/affaires", "discipline/AffairsService/ListAffairs"),
        ("Médecins", "/recherche", "registry/PhysiciansService/SearchPhysicians"),
        ("Inscriptions", "/inscriptions", "registry/ApplicationsService/ListApplications"),
        ("Notifications", "/notifications", "registry/RegistrationsService/ListOwedNotifications"),
        ("Doublons", "/doublons", "registry/DuplicatesService/ListSuspectedDuplicates"),
        ("Démographie", "/demographie", "registry/DemographyService/DrawDemography"),
        ("Audit", "/audit", "registry/AuditService/VerifyAuditLog"),
        ("Ma situation", "/ma-situation", "registry/PhysiciansService/GetOwnRecord"),
        ("Mon dossier", "/mon-dossier", "discipline/OwnCasesService/ListOwnCases"),
    ];

    public IReadOnlyList<NavigationEntry> Entries() =>
        [.. All.Where(entry => viewer.May(entry.Rpc)).Select(entry => new NavigationEntry(entry.Label, entry.Address))];

    /// <summary>The first page of the signed-in.</summary>
    public string Home => Entries() is [var first, ..] ? first.Address : "/brouillons";
}
