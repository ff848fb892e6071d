using OrdreCouncils.Protos.Common.V1;

namespace OrdreCouncils.WebConsole.Ui;

/// <summary>Readers and reasons of accesses in words that a physician knows.</summary>
internal static class AccessWords
{
    public static string Body(RecordAccess access)
    {
        var (kind, name) = access.ReaderBody.IndexOf(' ', StringComparison.Ordinal) is > 0 and var at
            ? (access.ReaderBody[..at], access.ReaderBody[(at + 1)..])
            : (access.ReaderBody, "");
        return kind switch
        {
            _ when access.Actor == "public" => "Le public",
            "council" => $"Conseil départemental {name}",
            "chamber" => $"Chambre disciplinaire {ChamberWords.Of(name)}",
            "partner" => $"Organisme partenaire : {name}",
            "physician" => "Vous-même",
            "" => "Non enregistré",
            _ when access.ReaderBody.StartsWith("regional council", StringComparison.Ordinal) => $"Conseil régional {ChamberWords.Of(
                access.ReaderBody["regional council ".Length..])}",
            _ => "Conseil national",
        };
    }

    public static string Reason(RecordAccess access)
    {
        var purpose = access.Purpose switch
        {
            Purpose.Registration => "Tenue du tableau",
            Purpose.Discipline => "Procédure disciplinaire",
            Purpose.Audit => "Contrôle des accès",
            Purpose.Communication => "Communication",
            Purpose.MutualAid => "Entraide",
            _ => "",
        };
        return (access.BulkRevision > 0 ? $"{purpose} (lecture de tout le tableau)" : purpose) + (access.Granted ? "" : " — refusé");
    }
}
