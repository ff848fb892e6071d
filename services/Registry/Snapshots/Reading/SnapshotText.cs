using System.Globalization;
using OrdreCouncils.LegalTime;
using OrdreCouncils.Protos.Registry.V1;

namespace OrdreCouncils.Registry.Snapshots.Reading;

/// <summary>French texts for the clerk: each states the snapshot's date, its validity and what may have changed since.</summary>
internal static class SnapshotText
{
    /// <summary>After a week the warning is stronger. No rule of law: continuity plans count in weeks.</summary>
    public const int OldDays = 7;

    public static IEnumerable<string> Head(SnapshotFile file, TrustedKeys keys, DateTimeOffset now)
    {
        yield return file.Head.Council.Length > 0
            ? $"INSTANTANÉ DU TABLEAU, conseil départemental {file.Head.Council}"
            : "INSTANTANÉ DU TABLEAU, tous les conseils";
        yield return $"Pris le {file.Head.TakenAt.InFrench()} (heure de Paris), il y a {Age(now - file.Head.TakenAt)}.";
        yield return $"Signature VALABLE : clé {file.KeyId}, reconnue par {keys.File}.";
        yield return $"{file.Head.Physicians} médecins, révision {file.Head.Revision} du tableau.";
        if (now < file.Head.TakenAt)
            yield return "ATTENTION : l’horloge de ce poste retarde, l’instantané est pris dans son avenir. L’âge indiqué est faux.";
        if (now - file.Head.TakenAt > TimeSpan.FromDays(OldDays))
            yield return $"ATTENTION : cet instantané a plus de {OldDays} jours.";
        yield return "Tout ce qui suit était vrai à cet instant. Ce qui a été décidé depuis n’y est pas.";
    }

    public static IEnumerable<string> Of(SnapshotPhysician physician, DateOnly day, DateOnly today)
    {
        yield return Plain($"{physician.Title} {physician.FamilyName} {physician.GivenName}".Trim());
        yield return $"  RPPS {physician.Rpps}, conseil {(physician.Council.Length > 0 ? physician.Council : "inconnu")}";
        if (physician.MergedInto.Length > 0)
            yield return $"  Ce numéro est réuni au RPPS {physician.MergedInto} : même personne. Ce qui suit vaut pour les deux.";
        yield return $"  Au {day.InFrench()} : {Status(physician.Status)}, {(physician.MayPractise ? "peut exercer" : "NE PEUT PAS EXERCER")}";
        if (physician.RegisteredSince is { } since)
            yield return $"  Au tableau depuis le {since.InFrench()}, à la connaissance de l’Ordre";
        foreach (var restriction in physician.Restrictions)
        {
            yield return $"  {Kind(restriction)} depuis le {restriction.From.InFrench()}{(restriction.Until is { } end ? $", jusqu’au {end.InFrench()} inclus" : ", sans date de fin")}";
            if (restriction.Until is { } last && last < today)
                yield return $"  ATTENTION : cette mesure a pris fin le {last.InFrench()}, après l’instantané.";
        }

        if (physician.HoldsUntil is { } until && until < today)
            yield return $"  ATTENTION : cet état n’était connu que jusqu’au {until.InFrench()}. Il a changé depuis : vérifiez autrement avant de répondre.";
        else if (physician.HoldsUntil is { } coming)
            yield return $"  Cet état est connu jusqu’au {coming.InFrench()} inclus ; il changera ensuite.";
        foreach (var held in physician.Qualifications)
            yield return Plain($"  {held.Label} ({held.Kind} {held.Code}){(held.RecognisedOn is { } recognised ? $", reconnue le {recognised.InFrench()}" : "")}");
        foreach (var place in physician.Places)
            yield return Plain("  " + string.Join(", ", new[] { place.Structure, $"{place.PostalCode} {place.Town}".Trim(), place.Department }.Where(part => part.Length > 0)));
    }

    /// <param name="more">Number of further matches.</param>
    public static string Count(SnapshotFile file, int found, int more)
    {
        if (found == 0)
            return $"INTROUVABLE dans cet instantané{(file.Head.Council.Length > 0 ? $" : il ne contient que les médecins du conseil {file.Head.Council}" : "")}.";
        var several = found > 1 ? "s" : "";
        return more > 0 ? $"{found} médecins montrés, {more} autres répondent aussi : précisez le nom." : $"{found} médecin{several} trouvé{several}.";
    }

    private static string Status(string status) => Enum.TryParse<RegistrationStatus>(status, out var known) ? known switch
    {
        RegistrationStatus.Registered => "inscription au tableau en cours",
        RegistrationStatus.StruckOff => "radiation (sanction)",
        RegistrationStatus.Left => "plus au tableau, sans sanction",
        RegistrationStatus.Deceased => "décès",
        RegistrationStatus.InTransfer => "transfert entre deux conseils en cours",
        _ => "le tableau ne dit rien de ce numéro",
    } : throw SnapshotRefused.OtherFormat();

    private static string Kind(SnapshotRestriction restriction) => Enum.TryParse<RestrictionKind>(restriction.Kind, out var known) ? known switch
    {
        RestrictionKind.BanFromFunctions => "Interdiction de fonctions",
        RestrictionKind.BanFromPractice => "INTERDICTION D’EXERCER",
        RestrictionKind.Radiation => "RADIATION",
        _ => restriction.Partial ? "SUSPENSION d’une partie de l’exercice" : "SUSPENSION",
    } : throw SnapshotRefused.OtherFormat();

    private static string Age(TimeSpan age)
    {
        if (age < TimeSpan.FromMinutes(1))
            return "moins d’une minute";
        var (days, hours, minutes) = ((int)age.TotalDays, age.Hours, age.Minutes);
        return days > 0 ? $"{Count(days, "jour")} et {Count(hours, "heure")}" : hours > 0 ? $"{Count(hours, "heure")} et {Count(minutes, "minute")}" : Count(minutes, "minute");
    }

    private static string Count(int number, string unit) => $"{number.ToString(CultureInfo.InvariantCulture)} {unit}{(number > 1 ? "s" : "")}";

    /// <summary>Removes control characters, which a terminal would obey.</summary>
    private static string Plain(string text) => string.Concat(text.Select(letter => char.IsControl(letter) ? '�' : letter));
}
