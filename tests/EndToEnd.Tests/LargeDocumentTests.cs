using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Google.Protobuf;
using Grpc.Core;
using OrdreCouncils.Development.Channels;
using OrdreCouncils.Discipline;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.Discipline.V1;
using OrdreCouncils.Registry;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.EndToEnd.KillStorm;
using OrdreCouncils.Tests.Testing;
using Xunit.Abstractions;
using Documents = OrdreCouncils.Protos.Discipline.V1.CaseDocumentsService.CaseDocumentsServiceClient;

namespace OrdreCouncils.Tests.EndToEnd;

/// <summary>The largest document goes through the gateway to Discipline and back, each a process of its own.</summary>
public sealed class LargeDocumentTests(ITestOutputHelper output)
{
    private const int Largest = 50 * 1024 * 1024;
    private const int Seed = 20261127;

    /// <summary>Growth of a process over what a small document took: 17 MiB were measured. One that keeps a whole document grows by more than its
    /// size.</summary>
    private const long MostGrowth = Largest;

    private static readonly byte[] File = Pdf();

    [Theory, OneEngine]
    public async Task UploadCaseDocument_LargestThroughTheGateway_GoesOnAndComesBack(SqlEngine engine)
    {
        using var folder = new TempFolder();
        using var store = await TestStore.CreateAsync(engine, typeof(DisciplineHost).Assembly);
        await using var registry = await ServiceApp.StartAsync(
            RegistryHost.Build, engine, settings: new Dictionary<string, string?> { ["Encryption:AllowUnprotectedKeys"] = "true" });
        var rpps = await registry.EnterPhysicianAsync();
        var settings = await TestIdentities.SettingsAsync("svc-discipline");
        settings["Services:Registry"] = registry.GrpcAddress;
        settings["Documents:Folder"] = folder.Path;
        settings["Encryption:AllowUnprotectedKeys"] = "true";
        foreach (var (key, value) in store.Settings)
            settings[key] = value;
        using var discipline = await ServiceProcess.StartAsync("OrdreCouncils.Discipline.dll", settings);
        using var gateway = await GatewayAsync(discipline, registry);
        using var gate = new TcpGate(gateway.GrpcAddress);
        using var council = BearerChannel.Open(gate.Address, await TestIdentities.TokenAsync("cdom-75"));
        var documents = new Documents(council);
        using var national = BearerChannel.Open(gateway.GrpcAddress, await TestIdentities.TokenAsync("cnom-discipline"));
        var opened = await new AffairsService.AffairsServiceClient(national).OpenAffairAsync(
            FilingRequests.Open(new Filing { Rpps = rpps, Council = "75" }));
        var caseId = opened.Affair.Cases[0].CaseId;
        // Warms both processes up.
        var small = File[..3_000_000];
        await SendAsync(documents, Header(caseId, small), small);
        var before = (Discipline: discipline.PeakMemory(), Gateway: gateway.PeakMemory());

        var header = Header(caseId, File);
        var random = new Random(Seed);
        // The client gives up, then its connection is cut.
        await BreakAsync(documents, header, random.Next(Largest / 4, Largest / 2), call => call.Dispose());
        header.Offset = await OffsetAsync(documents, header);
        await BreakAsync(documents, header, random.Next(Largest / 2, Largest), _ => gate.Set(GateMode.Open));
        CaseDocument? added = null;
        await Until.TrueAsync(
            async () =>
            {
                header.Offset = await OffsetAsync(documents, header);
                try
                {
                    added = await SendAsync(documents, header, File);
                    return true;
                }
                catch (RpcException failure) when (failure.Reason() is "UPLOAD_INTERRUPTED" or "UPLOAD_OFFSET")
                {
                    // The service has not noticed yet that the call before it was cut.
                    return false;
                }
            },
            "the rest of the upload");

        Assert.True(header.Offset > 0, "The upload began anew.");
        Assert.Equal((header.Sha256, Largest), (await DigestAsync(documents, added!.DocumentId)));
        Assert.Equal((header.Sha256, Largest), (added.Sha256, added.Size));
        await RefusedAsync(documents, caseId);
        var (ofDiscipline, ofGateway) = (discipline.PeakMemory() - before.Discipline, gateway.PeakMemory() - before.Gateway);
        output.WriteLine(
            $"Discipline {before.Discipline >> 20} MiB, {ofDiscipline >> 20} more; gateway {before.Gateway >> 20} MiB, {ofGateway >> 20} more");
        Assert.InRange(ofDiscipline, 0, MostGrowth);
        Assert.InRange(ofGateway, 0, MostGrowth);
    }

    private static async Task RefusedAsync(Documents documents, string caseId)
    {
        byte[] more = [.. File, 0];
        var larger = await Assert.ThrowsAsync<RpcException>(() => SendAsync(documents, Header(caseId, more), more));
        Assert.Equal((StatusCode.InvalidArgument, "header.size"), (larger.StatusCode, Assert.Single(larger.Fields())));
        Assert.Contains("52428800", larger.Detail<Google.Rpc.BadRequest>()!.FieldViolations[0].Description, StringComparison.Ordinal);

        var longer = Header(caseId, File);
        var sentMore = await Assert.ThrowsAsync<RpcException>(() => SendAsync(documents, longer, more));
        Assert.Equal((StatusCode.InvalidArgument, "chunk"), (sentMore.StatusCode, Assert.Single(sentMore.Fields())));

        var wrong = Header(caseId, File);
        wrong.Sha256 = new string('0', 64);
        var other = await Assert.ThrowsAsync<RpcException>(() => SendAsync(documents, wrong, File));
        Assert.Equal((StatusCode.InvalidArgument, "header.sha256"), (other.StatusCode, Assert.Single(other.Fields())));

        // The small one and the largest one.
        var listed = await documents.ListCaseDocumentsAsync(new ListCaseDocumentsRequest { CaseId = caseId });
        Assert.Equal(2, listed.Documents.Count);
    }

    private static async Task<CaseDocument> SendAsync(Documents documents, CaseDocumentHeader header, byte[] file)
    {
        using var call = documents.UploadCaseDocument();
        try
        {
            await WriteAsync(call, header, file, file.Length);
            await call.RequestStream.CompleteAsync();
        }
        catch (Exception exception) when (exception is RpcException or InvalidOperationException)
        {
            // The service may answer before it has read everything: the status is the answer.
        }

        return (await call.ResponseAsync.InTime()).Document;
    }

    private static async Task BreakAsync(
        Documents documents, CaseDocumentHeader header, int until, Action<AsyncClientStreamingCall<UploadCaseDocumentRequest, UploadCaseDocumentResponse>> cut)
    {
        using var call = documents.UploadCaseDocument();
        await WriteAsync(call, header, File, until);
        // Otherwise the last bytes may still be on their way when the call ends, and nothing of the document would be stored.
        await Until.TrueAsync(async () => await OffsetAsync(documents, header) > header.Offset, "the first part");
        cut(call);
    }

    private static async Task WriteAsync(
        AsyncClientStreamingCall<UploadCaseDocumentRequest, UploadCaseDocumentResponse> call, CaseDocumentHeader header, byte[] file, int until)
    {
        await call.RequestStream.WriteAsync(new UploadCaseDocumentRequest { Header = header });
        for (var at = (int)header.Offset; at < until; at += 262_144)
        {
            var chunk = UnsafeByteOperations.UnsafeWrap(file.AsMemory(at, Math.Min(262_144, until - at)));
            await call.RequestStream.WriteAsync(new UploadCaseDocumentRequest { Chunk = chunk });
        }
    }

    private static async Task<long> OffsetAsync(Documents documents, CaseDocumentHeader header)
    {
        try
        {
            return (await documents.GetUploadAsync(new GetUploadRequest { RequestId = header.RequestId })).Received;
        }
        catch (RpcException failure) when (failure.StatusCode is StatusCode.NotFound or StatusCode.Unavailable)
        {
            // Not begun yet, or the connection was cut.
            return 0;
        }
    }

    private static async Task<(string Sha256, long Size)> DigestAsync(Documents documents, string id)
    {
        using var call = documents.DownloadCaseDocument(new DownloadCaseDocumentRequest { DocumentId = id });
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var size = 0L;
        await foreach (var message in call.ResponseStream.ReadAllAsync())
        {
            if (message.PartCase != DownloadCaseDocumentResponse.PartOneofCase.Chunk)
                continue;
            hash.AppendData(message.Chunk.Span);
            size += message.Chunk.Length;
        }

        return (Convert.ToHexStringLower(hash.GetHashAndReset()), size);
    }

    private static CaseDocumentHeader Header(string caseId, byte[] file)
    {
        var day = DateTimeOffset.UtcNow.AddDays(-1);
        return new CaseDocumentHeader
        {
            RequestId = Guid.NewGuid().ToString(),
            CaseId = caseId,
            Kind = CaseDocumentKind.Exhibit,
            Title = "Pièce d'essai",
            ReceivedOn = new Date { Year = day.Year, Month = day.Month, Day = day.Day },
            Size = file.Length,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(file)),
        };
    }

    private static async Task<ServiceProcess> GatewayAsync(ServiceProcess discipline, ServiceApp registry)
    {
        var settings = await TestIdentities.SettingsAsync();
        // The gateway needs an address for each service; the others are not started. A port that is bound and does not listen is nobody else's.
        using var unused = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        unused.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var nobody = $"http://{unused.LocalEndPoint}";
        foreach (var name in (string[])["Registry", "Discipline", "MutualAid", "Communiques"])
        {
            (settings[$"Services:{name}"], settings[$"Services:{name}Http"]) = name switch
            {
                "Registry" => (registry.GrpcAddress, registry.HttpAddress),
                "Discipline" => (discipline.GrpcAddress, discipline.HttpAddress),
                _ => (nobody, nobody),
            };
        }

        return await ServiceProcess.StartAsync("OrdreCouncils.Gateway.dll", settings);
    }

    private static byte[] Pdf()
    {
        var file = new byte[Largest];
        new Random(Seed).NextBytes(file);
        "%PDF-1.7"u8.CopyTo(file);
        return file;
    }
}
