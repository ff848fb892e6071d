using System.Security.Cryptography;
using System.Text;
using OrdreCouncils.Protos.Formats;

namespace OrdreCouncils.Registry.Imports;

/// <summary>Reads the file chunk by chunk into batches of persons. Holds one line and the current batch, never the file.</summary>
internal sealed class FileReader(RppsPolicy rppsPolicy, DateOnly today) : IDisposable
{
    private readonly LineSplitter splitter = new();
    private readonly FileEncoding encoding = new();
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private ImportBatch batch = new();
    private LineParser? parser;
    private RegisterColumns? columns;
    private long lineNumber;

    public long Bytes { get; private set; }
    public long Lines { get; private set; }
    public long Skipped { get; private set; }
    public long Rejected { get; private set; }

    /// <returns>A full batch to write, or null.</returns>
    public ImportBatch? Feed(ReadOnlySpan<byte> chunk)
    {
        hash.AppendData(chunk);
        Bytes += chunk.Length;
        splitter.Feed(chunk, Take);
        return batch.IsFull ? NextBatch() : null;
    }

    /// <summary>Reads the remainder; gives the last batch and the SHA-256 of the file.</summary>
    public (ImportBatch Last, string FileHash) End()
    {
        splitter.End(Take);
        // A file without any line has no header line: report it with the same error as any other missing header.
        columns ??= RegisterColumns.Read([]);
        return (NextBatch(), Convert.ToHexStringLower(hash.GetHashAndReset()));
    }

    public void Dispose() => hash.Dispose();

    private ImportBatch NextBatch()
    {
        var full = batch;
        batch = new ImportBatch();
        return full;
    }

    private void Take(ReadOnlySpan<byte> line, bool tooLong)
    {
        if (++lineNumber == 1 && line.StartsWith(Encoding.UTF8.Preamble))
            line = line[Encoding.UTF8.Preamble.Length..];
        if (line.IsEmpty && !tooLong && columns is not null)
            return;

        var readable = encoding.TryRead(line, out var text);
        if (columns is null)
        {
            columns = RegisterColumns.Read(text);
            parser = new LineParser(columns, rppsPolicy, today);
            return;
        }

        Lines++;
        var faults = batch.Rejects.Count;
        if (tooLong)
            batch.Rejects.Add(new Reject(lineNumber, Reject.WholeLine, $"Write at most {LineSplitter.LongestLine} bytes a line."));
        else if (!readable)
            batch.Rejects.Add(new Reject(lineNumber, Reject.WholeLine, "Write the line in UTF-8 like the lines before it."));
        else if (parser!.Read(text, lineNumber, batch.Rejects) is { } person)
            batch.Add(person, lineNumber);
        else if (batch.Rejects.Count == faults)
            Skipped++;
        if (batch.Rejects.Count > faults)
            Rejected++;
    }
}
