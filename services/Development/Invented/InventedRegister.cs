namespace OrdreCouncils.Development.Invented;

public sealed record InventedFile
{
    public required int Physicians { get; init; }

    /// <summary>The same seed and the same values give the same bytes.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Index of the first physician: files of one seed with different ranges are about different people.</summary>
    public int First { get; init; }

    /// <summary>50, 52 or 56: the directory has been published with each of these layouts.</summary>
    public int Columns { get; init; } = 56;
    public bool TrailingSeparator { get; init; } = true;
    public bool CarriageReturn { get; init; }
    public bool ByteOrderMark { get; init; }

    public bool Windows1252 { get; init; }

    /// <summary>Lines that the import must skip, per hundred physicians.</summary>
    public double OthersPercent { get; init; } = 10;

    /// <summary>Physicians, per hundred, whose last line does not follow their other lines.</summary>
    public double ScatteredPercent { get; init; } = 0.5;

    /// <summary>How many physicians later that last line comes.</summary>
    public int ScatteredBy { get; init; } = 20_000;

    /// <summary>Faulty lines, of every kind in turn, each about a physician who has good lines too.</summary>
    public int BrokenLines { get; init; }
}

/// <param name="Physicians">Physicians named on good lines.</param>
/// <param name="OtherLines">Lines that the import must skip.</param>
public sealed record InventedCounts(long Lines, int Physicians, long OtherLines, long BrokenLines, long Bytes);

/// <summary>Writes files in the layout of the national directory's public extraction, about physicians who do not exist.</summary>
public static class InventedRegister
{
    /// <summary>The RPPS number of the n-th physician, from 0, of every file of a seed.</summary>
    public static string Rpps(int seed, int n) => InventedPhysician.Nth(seed, n).Rpps;

    /// <summary>Writes a file of any length without holding it in memory.</summary>
    public static async Task<InventedCounts> WriteAsync(Stream output, InventedFile file, CancellationToken cancellation = default)
    {
        var lines = new InventedLines(file);
        var scattered = new Queue<(int Due, InventedPhysician Physician)>();
        lines.Header();
        for (var n = file.First; n < file.First + file.Physicians; n++)
        {
            var physician = InventedPhysician.Nth(file.Seed, n);
            var dice = Dice.Of(file.Seed, ~n);
            var near = physician.Activities.Count;
            if (near > 1 && dice.Percent(file.ScatteredPercent))
            {
                near--;
                scattered.Enqueue((n + file.ScatteredBy, physician));
            }

            for (var i = 0; i < near; i++)
                lines.Physician(physician, physician.Activities[i], ref dice);
            if (dice.Percent(file.OthersPercent))
                lines.Other(ref dice);
            // Faulty lines are spread evenly over the file, up to its end.
            for (var due = (long)file.BrokenLines * (n - file.First + 1) / file.Physicians; lines.Broken < due;)
                lines.Break(physician, ref dice);
            while (scattered.TryPeek(out var late) && late.Due <= n)
                lines.Physician(scattered.Dequeue().Physician, late.Physician.Activities[^1], ref dice);

            if (lines.Pending > 1 << 16)
                await lines.FlushAsync(output, cancellation);
        }

        var last = Dice.Of(file.Seed, file.Physicians);
        foreach (var (_, physician) in scattered)
            lines.Physician(physician, physician.Activities[^1], ref last);
        await lines.FlushAsync(output, cancellation);
        return new InventedCounts(lines.Count, file.Physicians, lines.Others, lines.Broken, lines.Bytes);
    }

    public static async Task<InventedCounts> WriteFileAsync(string path, InventedFile file)
    {
        await using var output = File.Create(path);
        return await WriteAsync(output, file);
    }

    public static async Task<(byte[] Bytes, InventedCounts Counts)> BytesAsync(InventedFile file)
    {
        using var memory = new MemoryStream();
        var counts = await WriteAsync(memory, file);
        return (memory.ToArray(), counts);
    }
}
