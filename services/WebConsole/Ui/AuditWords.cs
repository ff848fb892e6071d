namespace OrdreCouncils.WebConsole.Ui;

internal static class AuditWords
{
    public static string Store(string store) => store switch
    {
        "registry" => "Tableau",
        "discipline" => "Discipline",
        "communiques" => "Communiqués",
        _ => store,
    };
}
