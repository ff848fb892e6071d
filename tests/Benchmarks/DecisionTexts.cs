namespace OrdreCouncils.Benchmarks;

/// <summary>Invented texts of 120 words, whose words are as frequent as those of a language: the word of rank r occurs about 1/r times as often as the
/// first.</summary>
internal static class DecisionTexts
{
    public const int Vocabulary = 50_000;

    private const int Length = 120;

    private static readonly string[] Frequent =
    [
        "medecin", "conseil", "chambre", "decision", "patient", "plainte", "article", "ethique", "certificat", "audience", "honoraires", "secret", "soins",
        "confrere", "expertise", "prescription", "hopital", "cabinet", "publicite", "dossier",
    ];

    private static readonly string[] Syllables =
        ["ba", "ce", "di", "fo", "gu", "la", "me", "ni", "po", "ru", "sa", "te", "vi", "zo", "bru", "cla", "dre", "fli", "gro", "plu"];

    private static readonly string[] Words = [.. Enumerable.Range(0, Vocabulary + 1).Select(Make)];

    public static string Word(int rank) => Words[rank];

    public static string Text(Random random) => string.Join(' ', Enumerable.Range(0, Length).Select(_ => Word(Rank(random))));

    private static string Make(int rank)
    {
        if (rank < Frequent.Length)
            return Frequent[rank];
        // At least three syllables, so that no word is an ending of another.
        var word = "";
        for (var rest = rank; rest > 0 || word.Length < 6; rest /= Syllables.Length)
            word += Syllables[rest % Syllables.Length];
        return word;
    }

    private static int Rank(Random random) => (int)Math.Exp(random.NextDouble() * Math.Log(Vocabulary));
}
