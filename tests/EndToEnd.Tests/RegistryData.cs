using Google.Protobuf;
using OrdreCouncils.Development.Invented;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.EndToEnd;

internal static class RegistryData
{
    /// <summary>Imports invented physicians and returns the RPPS number of one of council 75.</summary>
    public static async Task<string> EnterPhysicianAsync(this ServiceApp registry)
    {
        using var folder = new TempFolder();
        var file = Path.Combine(folder.Path, "register.txt");
        await InventedRegister.WriteFileAsync(file, new InventedFile { Physicians = 300, Seed = 7 });
        var imports = await registry.ClientAsync<RegisterImportsService.RegisterImportsServiceClient>("cnom-registre");
        using var call = imports.ImportRegister();
        await call.RequestStream.WriteAsync(new ImportRegisterRequest { Header = new ImportHeader { RequestId = Guid.NewGuid().ToString(), FileName = "register.txt" } });
        foreach (var chunk in (await File.ReadAllBytesAsync(file)).Chunk(200_000))
            await call.RequestStream.WriteAsync(new ImportRegisterRequest { Chunk = ByteString.CopyFrom(chunk) });
        await call.RequestStream.CompleteAsync();
        while (await call.ResponseStream.MoveNext(CancellationToken.None))
        {
            // The stream reports progress before the result.
        }

        var register = await registry.ClientAsync<PhysiciansService.PhysiciansServiceClient>("cnom-registre");
        return (await register.SearchPhysiciansAsync(new SearchPhysiciansRequest { Council = "75", PageSize = 1 })).Physicians[0].Rpps;
    }
}
