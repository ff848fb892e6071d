using System.Collections.Frozen;

namespace OrdreCouncils.Development.Identity;

/// <summary>Display names of development identities, in French as the console's users read them.</summary>
internal static class DevNames
{
    private static readonly FrozenDictionary<string, string> Fixed = new Dictionary<string, string>
    {
        ["chambre-nationale"] = "Greffe de la chambre disciplinaire nationale",
        ["cnom-registre"] = "Service du tableau du conseil national",
        ["cnom-discipline"] = "Service disciplinaire du conseil national",
        ["formation-nationale"] = "Présidence de la formation restreinte nationale",
        ["cnom-entraide"] = "Instruction de l’entraide du conseil national",
        ["cnom-entraide-approbateur"] = "Approbation de l’entraide du conseil national",
        ["cnom-entraide-approbateur-2"] = "Approbation de l’entraide du conseil national (2)",
        ["cnom-tresorier"] = "Trésorerie du conseil national",
        ["cnom-presse"] = "Rédaction des communiqués du conseil national",
        ["cnom-presse-approbateur"] = "Approbation des communiqués du conseil national",
        ["cnom-audit"] = "Audit du conseil national",
        ["cnam"] = "Assurance maladie",
        ["ars-idf"] = "Agence régionale de santé Île-de-France",
        ["assureur"] = "Assureur",
    }.ToFrozenDictionary();

    private static readonly string[] SmallWords = ["de", "des", "du", "d", "et", "la", "le", "les", "l"];

    public static string Of(DevIdentity identity) => identity switch
    {
        _ when Fixed.TryGetValue(identity.ClientId, out var name) => name,
        { Council.Length: > 0, Rpps.Length: > 0 } => $"Médecin {identity.Rpps}, greffe du conseil départemental {identity.Council}",
        { Council.Length: > 0, Roles: ["departmental_president"] } => $"Présidence du conseil départemental {identity.Council}",
        { Council.Length: > 0, Roles: ["departmental_aid_referent"] } => $"Référent entraide du conseil départemental {identity.Council}",
        { Council.Length: > 0 } => $"Greffe du conseil départemental {identity.Council}",
        { Chamber.Length: > 0 } => $"Greffe de la chambre disciplinaire {Place(identity.Chamber)}",
        { Region.Length: > 0 } => $"Présidence de la formation restreinte {Place(identity.Region)}",
        { Rpps.Length: > 0 } => $"Médecin {identity.Rpps}",
        _ => identity.ClientId,
    };

    private static string Place(string name) =>
        string.Join('-', name.Split('-').Select(word => SmallWords.Contains(word) || word.Length == 0 ? word : char.ToUpperInvariant(word[0]) + word[1..]));
}
