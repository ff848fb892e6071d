using Google.Protobuf.Reflection;
using Grpc.Core;
using Grpc.Net.Client;
using OrdreCouncils.Local.Demo;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;
using Alpha = Grpc.Reflection.V1Alpha;
using V1 = Grpc.Reflection.V1;

namespace OrdreCouncils.Tests.EndToEnd;

/// <summary>Tools read the contract from the gateway, as grpcurl does.</summary>
public class ReflectionTests
{
    private const string Physicians = "ordre.registry.v1.PhysiciansService";

    [Fact]
    public async Task Reflection_ByAPartner_DescribesEveryPublicServiceAndNoOther()
    {
        using var folder = new TempFolder();
        await using var platform = await TestPlatform.StartAsync(folder, SqlEngine.Sqlite, "", new LogSink());
        using var voice = new StringWriter();
        using var story = new Story(platform, TestPlatform.Console(voice));

        using var call = (await story.AsAsync<V1.ServerReflection.ServerReflectionClient>("cnam")).ServerReflectionInfo();
        var listed = await AskAsync(call, new V1.ServerReflectionRequest { ListServices = "" });
        var file = await AskAsync(call, new V1.ServerReflectionRequest { FileContainingSymbol = Physicians });
        var internals = await AskAsync(call, new V1.ServerReflectionRequest { FileContainingSymbol = "ordre.registry.internal.v1.SanctionsService" });
        await call.RequestStream.CompleteAsync();

        var names = listed.ListServicesResponse.Service.Select(service => service.Name).ToList();
        Assert.Contains(Physicians, names);
        Assert.Contains("ordre.mutualaid.v1.AidRequestsService", names);
        Assert.DoesNotContain(names, name => name.Contains(".internal.", StringComparison.Ordinal));
        Assert.Contains(
            file.FileDescriptorResponse.FileDescriptorProto.Select(FileDescriptorProto.Parser.ParseFrom).SelectMany(proto => proto.Service),
            service => service.Name == "PhysiciansService" && service.Method.Count > 0);
        Assert.Equal((int)StatusCode.NotFound, internals.ErrorResponse.ErrorCode);
    }

    [Fact]
    public async Task Reflection_OfTheOlderVersion_AnswersToo_AndNobodyWithoutAToken()
    {
        using var folder = new TempFolder();
        await using var platform = await TestPlatform.StartAsync(folder, SqlEngine.Sqlite, "", new LogSink());
        using var voice = new StringWriter();
        using var story = new Story(platform, TestPlatform.Console(voice));
        using var anonymous = GrpcChannel.ForAddress(platform.GrpcAddress);

        using var call = (await story.AsAsync<Alpha.ServerReflection.ServerReflectionClient>("cnam")).ServerReflectionInfo();
        await call.RequestStream.WriteAsync(new Alpha.ServerReflectionRequest { ListServices = "" });
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Contains(call.ResponseStream.Current.ListServicesResponse.Service, service => service.Name == Physicians);

        using var refused = new V1.ServerReflection.ServerReflectionClient(anonymous).ServerReflectionInfo();
        var fault = await Assert.ThrowsAsync<RpcException>(() => refused.ResponseStream.MoveNext(CancellationToken.None));
        Assert.Equal(StatusCode.Unauthenticated, fault.StatusCode);
    }

    private static async Task<V1.ServerReflectionResponse> AskAsync(
        AsyncDuplexStreamingCall<V1.ServerReflectionRequest, V1.ServerReflectionResponse> call, V1.ServerReflectionRequest request)
    {
        await call.RequestStream.WriteAsync(request);
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None));
        return call.ResponseStream.Current;
    }
}
