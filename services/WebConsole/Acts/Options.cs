namespace OrdreCouncils.WebConsole.Acts;

/// <summary>Options of a field from values of the contract.</summary>
internal static class Options
{
    public static IReadOnlyList<Option> Of<T>(Func<T, string> words, params IEnumerable<T> values)
        where T : struct, Enum => [.. values.Select(value => new Option(value.ToString(), words(value)))];

    public static T Chosen<T>(this Answers answers, string field)
        where T : struct, Enum => Enum.TryParse<T>(answers.Text(field), out var chosen) ? chosen : default;
}
