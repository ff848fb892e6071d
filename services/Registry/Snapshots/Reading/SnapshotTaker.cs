using Grpc.Core;
using Grpc.Net.Client;
using OrdreCouncils.Protos.Registry.V1;

namespace OrdreCouncils.Registry.Snapshots.Reading;

/// <param name="Gateway">Address of the gateway's gRPC listener.</param>
/// <param name="TokenFile">File with the caller's token: other users can read command lines.</param>
/// <param name="Keys">Keys that must verify the snapshot.</param>
/// <param name="Council">Department code; empty for everything in the caller's scope.</param>
internal sealed record TakeOptions(string Gateway, string TokenFile, TrustedKeys Keys, string To, string Council);

/// <summary>No snapshot was taken; the message, in French, says why.</summary>
internal sealed class SnapshotNotTaken(string message) : Exception(message)
{
    public const int ExitCode = 4;
}

/// <summary>Takes a snapshot through the gateway. The file gets its name only when it is complete and verified; an earlier one stays until then.</summary>
internal static class SnapshotTaker
{
    public static async Task TakeAsync(TakeOptions options)
    {
        if (!Uri.TryCreate(options.Gateway, UriKind.Absolute, out var address) || (address.Scheme != Uri.UriSchemeHttps && !(address.Scheme == Uri.UriSchemeHttp && address.IsLoopback)))
            throw new SnapshotNotTaken($"{options.Gateway} : écrivez une adresse en https:// (http:// n’est accepté que vers ce poste, car le jeton y passe en clair).");
        var token = (await File.ReadAllTextAsync(options.TokenFile)).Trim();
        var partial = options.To + ".partiel";
        var trust = new ServerTrust();
        try
        {
            await using (var file = new FileStream(partial, Private()))
                await DownloadAsync(address, trust, token, options.Council, file);
            await SnapshotFile.OpenAsync(partial, options.Keys);
            File.Move(partial, options.To, overwrite: true);
        }
        catch (RpcException failure)
        {
            throw new SnapshotNotTaken(
                "Instantané non pris : " + (trust.Refusal(address.Host) ?? $"{Why(failure.StatusCode)} ({failure.StatusCode} : {failure.Status.Detail})"));
        }
        finally
        {
            File.Delete(partial);
        }
    }

    private static async Task DownloadAsync(Uri address, ServerTrust trust, string token, string council, FileStream file)
    {
        using var channel = GrpcChannel.ForAddress(address, new GrpcChannelOptions { HttpHandler = trust.Handler(), DisposeHttpClient = true });
        using var call = new SnapshotsService.SnapshotsServiceClient(channel).TakeSnapshot(
            new TakeSnapshotRequest { RequestId = Guid.CreateVersion7().ToString(), Council = council },
            new Metadata { { "authorization", "Bearer " + token } });
        await foreach (var response in call.ResponseStream.ReadAllAsync())
            await file.WriteAsync(response.Chunk.Memory);
    }

    private static FileStreamOptions Private()
    {
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    private static string Why(StatusCode status) => status switch
    {
        StatusCode.Unauthenticated => "jeton refusé ou expiré, demandez-en un autre",
        StatusCode.PermissionDenied => "ce jeton ne donne pas ce droit",
        StatusCode.NotFound => "ce conseil n’est pas le vôtre",
        StatusCode.InvalidArgument => "la demande est mal écrite",
        _ => "la plateforme ne répond pas, réessayez ou servez-vous de l’instantané précédent",
    };
}
