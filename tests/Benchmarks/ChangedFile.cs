namespace OrdreCouncils.Benchmarks;

/// <summary>The register file of the next month: one physician in a hundred has another structure.</summary>
internal static class ChangedFile
{
    private const int Every = 100;

    public static (string File, int Lines) Write(string file)
    {
        var next = file + ".next";
        using var output = new StreamWriter(next);
        var (read, changed, structure, profession) = (0, 0, 0, 0);
        foreach (var line in File.ReadLines(file))
        {
            var cells = line.Split('|');
            if (read++ == 0)
            {
                structure = Array.FindIndex(cells, name => name.StartsWith("Raison sociale site", StringComparison.Ordinal));
                profession = Array.IndexOf(cells, "Code profession");
            }
            else if (read % Every == 0 && cells.Length > structure && cells[profession] == "10")
            {
                cells[structure] += " BIS";
                changed++;
            }

            output.Write(string.Join('|', cells) + '\n');
        }

        return (next, changed);
    }
}
