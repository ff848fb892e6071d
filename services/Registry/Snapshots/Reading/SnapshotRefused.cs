namespace OrdreCouncils.Registry.Snapshots.Reading;

/// <summary>A file that is refused; the message, in French, says what its reader should do.</summary>
internal sealed class SnapshotRefused(string message) : Exception(message)
{
    private const string Again = "Ne vous y fiez pas : reprenez l’instantané précédent, ou refaites-en un dès que la plateforme répond.";

    public static SnapshotRefused Incomplete() =>
        new($"Fichier incomplet ou étranger : il ne se termine pas par la signature d’un instantané. {Again}");

    public static SnapshotRefused Altered() => new($"Fichier altéré : son contenu n’est pas celui qui a été signé. {Again}");

    public static SnapshotRefused Forged() => new($"Signature fausse : ce fichier n’a pas été signé par l’Ordre, ou il a été modifié. {Again}");

    public static SnapshotRefused UnknownKey() => new(
        "Clé inconnue : la clé qui a signé ce fichier n’est pas dans votre fichier de clés. Vérifiez que le fichier de clés a été pris à l’adresse "
        + "officielle (/attestations/keys) après la signature ; sinon, ne vous fiez pas à l’instantané.");

    public static SnapshotRefused OtherFormat() => new(
        "Format inconnu : ce fichier est signé, mais ce lecteur ne sait pas le lire. Utilisez la version du lecteur livrée avec la plateforme.");
}
