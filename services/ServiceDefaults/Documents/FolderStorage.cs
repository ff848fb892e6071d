using System.Runtime.InteropServices;

namespace OrdreCouncils.ServiceDefaults.Documents;

/// <summary>Keeps each part in a file: <c>{last two characters of the id}/{id}/{part}</c>.</summary>
internal sealed class FolderStorage : IDocumentStorage
{
    private readonly string root;

    public FolderStorage(string root)
    {
        this.root = root;
        Directory.CreateDirectory(root);
    }

    public async Task PutAsync(string document, string part, ReadOnlyMemory<byte> bytes, CancellationToken cancellation)
    {
        var folder = FolderOf(document);
        var isNew = !Directory.Exists(folder);
        Directory.CreateDirectory(folder);
        var written = Path.Combine(folder, $"{part}.{Guid.NewGuid():N}.tmp");
        try
        {
            await using (var file = new FileStream(written, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous))
            {
                await file.WriteAsync(bytes, cancellation);
                file.Flush(flushToDisk: true);
            }

            File.Move(written, Path.Combine(folder, part), overwrite: true);
        }
        catch
        {
            File.Delete(written);
            throw;
        }

        // A name is durable when its folder is.
        SyncFolder(folder);
        if (isNew)
        {
            SyncFolder(Path.GetDirectoryName(folder)!);
            SyncFolder(root);
        }
    }

    public async Task<int> ReadAsync(string document, string part, Memory<byte> into, CancellationToken cancellation)
    {
        try
        {
            await using var file = new FileStream(
                Path.Combine(FolderOf(document), part), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, bufferSize: 0,
                FileOptions.Asynchronous);
            return file.Length > into.Length ? -1 : await file.ReadAtLeastAsync(into, into.Length, throwOnEndOfStream: false, cancellation);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return -1;
        }
    }

    public Task DeleteAsync(string document, IReadOnlySet<string> keep, CancellationToken cancellation)
    {
        var folder = FolderOf(document);
        try
        {
            foreach (var file in Directory.EnumerateFiles(folder).Where(file => !keep.Contains(Path.GetFileName(file))))
                File.Delete(file);
            if (keep.Count == 0)
                Directory.Delete(folder);
        }
        catch (DirectoryNotFoundException)
        {
            // There is none, or the sweep of another replica was faster.
        }

        return Task.CompletedTask;
    }

    private static void SyncFolder(string folder)
    {
        // .NET opens no folder as a file. Windows, where only development runs, has no such call.
        if (OperatingSystem.IsWindows())
            return;
        var handle = Native.Open(folder, 0);
        if (handle < 0)
            throw new IOException($"The folder of documents cannot be opened (error {Marshal.GetLastPInvokeError()}).");
        try
        {
            if (Native.FSync(handle) != 0)
                throw new IOException($"The folder of documents cannot be written to the disk (error {Marshal.GetLastPInvokeError()}).");
        }
        finally
        {
            _ = Native.Close(handle);
        }
    }

    private string FolderOf(string document) => Path.Combine(root, document[^2..], document);

    private static class Native
    {
        [DllImport("libc", EntryPoint = "open", SetLastError = true, CharSet = CharSet.Ansi, BestFitMapping = false, ThrowOnUnmappableChar = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Open([MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags);

        [DllImport("libc", EntryPoint = "fsync", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int FSync(int file);

        [DllImport("libc", EntryPoint = "close", SetLastError = true)]
        [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
        public static extern int Close(int file);
    }
}
