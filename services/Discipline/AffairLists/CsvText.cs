using CsvHelper;

namespace OrdreCouncils.Discipline.AffairLists;

/// <summary>Records of a CSV text (RFC 4180), each with the line of the file on which it begins. Empty lines are left out.</summary>
internal static class CsvText
{
    /// <returns>Null for a quote that is not closed, or that is followed by text; <paramref name="faultLine"/> is its line then.</returns>
    public static List<(int Line, string[] Fields)>? Read(string text, char separator, out int faultLine)
    {
        var options = new CsvReaderOptions
        {
            Separator = separator,
            HasHeader = false,
            MalformedData = CsvMalformedDataHandling.Throw,
            TrackLineNumbers = true,
            IncludeValuesInExceptions = false,
        };
        using var reader = CsvReader.FromText(text, options);
        var records = new List<(int, string[])>();
        try
        {
            while (reader.Read())
                records.Add(((int)reader.LineNumber, [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetString)]));
        }
        catch (CsvFormatException fault)
        {
            faultLine = (int)fault.LineNumber;
            return null;
        }

        faultLine = 0;
        return records;
    }
}
