using Google.Protobuf;
using OrdreCouncils.Protos.Registry.V1;
using Spectre.Console;

namespace OrdreCouncils.Local.Demo;

/// <summary>Sends a register file through the gateway, with a progress bar.</summary>
public static class RegisterLoader
{
    private const int ChunkBytes = 128 * 1024;

    public static async Task<(ImportResult Result, bool Progressed)> LoadAsync(Story story, string file)
    {
        var imports = await story.AsAsync<RegisterImportsService.RegisterImportsServiceClient>("cnom-registre");
        ImportResult? result = null;
        var progressed = false;
        await story.Console.Progress().AutoClear(true).StartAsync(async progress =>
        {
            var bar = progress.AddTask("  importing", maxValue: new FileInfo(file).Length);
            using var call = imports.ImportRegister(deadline: DateTime.UtcNow.AddMinutes(10));
            var answers = Task.Run(async () =>
            {
                while (await call.ResponseStream.MoveNext(CancellationToken.None))
                {
                    var answer = call.ResponseStream.Current;
                    progressed |= answer.Progress is not null;
                    bar.Value = answer.Progress?.Bytes ?? bar.MaxValue;
                    result = answer.Result ?? result;
                }
            });

            await call.RequestStream.WriteAsync(new ImportRegisterRequest
            {
                Header = new ImportHeader { RequestId = Story.NewRequestId(), FileName = Path.GetFileName(file) },
            });
            await using var source = File.OpenRead(file);
            var buffer = new byte[ChunkBytes];
            for (int read; (read = await source.ReadAsync(buffer)) > 0;)
                await call.RequestStream.WriteAsync(new ImportRegisterRequest { Chunk = ByteString.CopyFrom(buffer, 0, read) });
            await call.RequestStream.CompleteAsync();
            await answers;
        });
        return (result ?? throw new InvalidOperationException("The import ended without a result."), progressed);
    }
}
