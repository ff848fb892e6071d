using Google.Protobuf.WellKnownTypes;
using Grpc.Core;
using OrdreCouncils.Protos.Communiques.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;
using Client = OrdreCouncils.Protos.Communiques.V1.CommuniquesService.CommuniquesServiceClient;

namespace OrdreCouncils.Tests.Communiques;

/// <summary>Each RPC with identities that it must refuse. The whole matrix of identities and RPCs is tested in Architecture.Tests.</summary>
public class AccessTests
{
    public static TheoryData<string, string> Refused => new()
    {
        { "draft", "cnom-presse-approbateur" },
        { "update", "cnom-presse-approbateur" },
        { "approve", "cnom-presse" },
        { "withdraw", "cnom-presse" },
        { "get", "cnom-audit" },
        { "list", "cdom-75" },
        { "get", "cnam" },
        { "list", "svc-communiques" },
        { "approve", "cnom-entraide-approbateur" },
        { "draft", "medecin-10999999992" },
    };

    [Theory, MemberData(nameof(Refused))]
    public async Task AnyRpc_WrongRole_IsDenied(string rpc, string identity)
    {
        await using var app = await PressApp.StartAsync(SqlEngine.Sqlite);
        var draft = await app.DraftAsync();
        var before = await app.RowsAsync();
        var client = await app.App.ClientAsync<Client>(identity);

        await Faults.ReasonAsync(StatusCode.PermissionDenied, Reasons.RoleMissing, CallAsync(client, rpc, draft));

        Assert.Equal(before, await app.RowsAsync());
    }

    [Theory]
    [InlineData("draft")]
    [InlineData("update")]
    [InlineData("approve")]
    [InlineData("withdraw")]
    [InlineData("get")]
    [InlineData("list")]
    public async Task AnyRpc_WithoutToken_IsUnauthenticated(string rpc)
    {
        await using var app = await PressApp.StartAsync(SqlEngine.Sqlite);
        var client = await app.App.ClientAsync<Client>(null);

        await Faults.ReasonAsync(StatusCode.Unauthenticated, Reasons.TokenMissing, CallAsync(client, rpc, await app.DraftAsync()));
    }

    private static AsyncUnaryCall<Empty> CallAsync(Client client, string rpc, Communique draft) => rpc switch
    {
        "draft" => Drop(client.DraftCommuniqueAsync(new DraftCommuniqueRequest { RequestId = Some.Id(), Text = Some.Text() })),
        "update" => Drop(client.UpdateCommuniqueAsync(Some.Update(draft, text => text.Title = "Autre"))),
        "approve" => Drop(client.ApproveCommuniqueAsync(Some.Approval(draft, PressApp.Start))),
        "withdraw" => Drop(client.WithdrawApprovalAsync(Some.Withdrawal(draft))),
        "get" => Drop(client.GetCommuniqueAsync(new GetCommuniqueRequest { Id = draft.Id })),
        _ => Drop(client.ListCommuniquesAsync(new ListCommuniquesRequest())),
    };

    private static AsyncUnaryCall<Empty> Drop<T>(AsyncUnaryCall<T> call) => new(
        EmptyAsync(call.ResponseAsync), call.ResponseHeadersAsync, call.GetStatus, call.GetTrailers, call.Dispose);

    private static async Task<Empty> EmptyAsync(Task call)
    {
        await call;
        return new Empty();
    }
}
