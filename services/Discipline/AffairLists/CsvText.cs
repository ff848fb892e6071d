using System.Text;

namespace OrdreCouncils.Discipline.AffairLists;

/// <summary>Records of a CSV text (RFC 4180), each with the line of the file on which it begins. Empty lines are left out.</summary>
internal static class CsvText
{
    /// <returns>Null for a quote that is not closed, or that is followed by text; <paramref name="faultLine"/> is its line then.</returns>
    public static List<(int Line, List<string> Fields)>? Read(string text, char separator, out int faultLine)
    {
        var records = new List<(int, List<string>)>();
        var (line, at) = (1, 0);
        while (at < text.Length)
        {
            var (first, fields) = (line, new List<string>());
            while (true)
            {
                faultLine = line;
                if (Field(text, ref at, ref line, separator) is not { } field)
                    return null;
                fields.Add(field);
                if (at >= text.Length || text[at] != separator)
                    break;
                at++;
            }

            if (at < text.Length && text[at] == '\r')
                at++;
            if (at < text.Length && text[at] == '\n')
                at++;
            line++;
            if (fields is not [""])
                records.Add((first, fields));
        }

        faultLine = 0;
        return records;
    }

    private static string? Field(string text, ref int at, ref int line, char separator)
    {
        var start = at;
        if (at >= text.Length || text[at] != '"')
        {
            while (at < text.Length && text[at] != separator && text[at] is not ('\r' or '\n'))
                at++;
            return text[start..at];
        }

        var field = new StringBuilder();
        for (at++; at < text.Length; at++)
        {
            if (text[at] != '"')
            {
                line += text[at] == '\n' ? 1 : 0;
                field.Append(text[at]);
            }
            else if (at + 1 < text.Length && text[at + 1] == '"')
            {
                field.Append(text[at++]);
            }
            else
            {
                at++;
                return at == text.Length || text[at] == separator || text[at] is '\r' or '\n' ? field.ToString() : null;
            }
        }

        return null;
    }
}
