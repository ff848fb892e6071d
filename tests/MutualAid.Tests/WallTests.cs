using Google.Protobuf.Reflection;
using Grpc.Core;
using OrdreCouncils.Protos.Common.V1;
using OrdreCouncils.Protos.MutualAid.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.MutualAid;

/// <summary>The wall of medical secrecy: every identity at every RPC of the service.</summary>
public class WallTests
{
    private const string Physician = "medecin-10123456781";

    // A copy of the contract's access rules on purpose: a rule widened in the contract must be widened here too.
    private static readonly Dictionary<string, string[]> Admitted = new()
    {
        ["OpenEnvelope"] = [MutualAidApp.Treasurer],
        ["GetEnvelope"] = [MutualAidApp.Treasurer, MutualAidApp.Instructor, MutualAidApp.Approver],
        ["ListEnvelopes"] = [MutualAidApp.Treasurer, MutualAidApp.Instructor, MutualAidApp.Approver],
        ["ListLedgerEntries"] = [MutualAidApp.Treasurer],
        ["SubmitAidRequest"] = [MutualAidApp.Referent, Physician],
        ["GetAidRequest"] = [MutualAidApp.Referent, Physician, MutualAidApp.Instructor, MutualAidApp.Approver],
        ["ListAidRequests"] = [MutualAidApp.Referent, Physician, MutualAidApp.Instructor, MutualAidApp.Approver],
        ["InstructAidRequest"] = [MutualAidApp.Instructor],
        ["UploadAidDocument"] = [MutualAidApp.Referent, Physician],
        ["GetUpload"] = [MutualAidApp.Referent, Physician],
        ["DownloadAidDocument"] = [MutualAidApp.Referent, Physician, MutualAidApp.Instructor, MutualAidApp.Approver],
        ["ListAidDocuments"] = [MutualAidApp.Referent, Physician, MutualAidApp.Instructor, MutualAidApp.Approver],
        ["ApproveAidRequest"] = [MutualAidApp.Approver],
        ["RefuseAidRequest"] = [MutualAidApp.Approver],
    };

    private static readonly string[] Discipline =
        ["cdom-75", "cdom-75-president", "chambre-ile-de-france", "chambre-nationale", "cnom-discipline", "svc-discipline"];

    private static readonly string[] Others =
    [
        MutualAidApp.Treasurer, MutualAidApp.Instructor, MutualAidApp.Approver, MutualAidApp.Referent, Physician, "cnom-registre", "cnom-presse",
        "cnom-presse-approbateur", "cnom-audit", "cnam", "svc-registry", "svc-mutual-aid", "svc-communiques",
    ];

    private static IEnumerable<MethodDescriptor> Rpcs =>
        new[] { EnvelopesReflection.Descriptor, AidRequestsReflection.Descriptor, DocumentsReflection.Descriptor }
            .SelectMany(file => file.Services).SelectMany(service => service.Methods);

    [Fact]
    public async Task EveryRpc_EveryIdentity_IsAdmittedOrRefusedAsWritten()
    {
        await using var app = await MutualAidApp.StartAsync(SqlEngine.Sqlite);
        foreach (var identity in Discipline.Concat(Others))
        {
            var client = app.Service.ClientWithToken<AnyRpc>(await TestIdentities.TokenAsync(identity));
            foreach (var rpc in Rpcs)
            {
                var refusal = await client.RefusalAsync(rpc);
                var expected = Admitted[rpc.Name].Contains(identity) ? "" : Discipline.Contains(identity) ? Reasons.PurposeWall : Reasons.RoleMissing;
                Assert.True(expected == refusal, $"{identity} at {rpc.Name}: expected '{expected}', got '{refusal}'");
            }
        }
    }

    [Fact]
    public async Task EveryRpc_AidRoleBesideADisciplineRole_MeetsTheWall()
    {
        await using var app = await MutualAidApp.StartAsync(SqlEngine.Sqlite);
        foreach (var (identity, role) in new[]
        {
            (MutualAidApp.Instructor, "aid_instructor"), (MutualAidApp.Approver, "aid_approver"), (MutualAidApp.Treasurer, "treasurer"),
            (MutualAidApp.Referent, "departmental_aid_referent"), (Physician, "physician"),
        })
        {
            var token = await TestIdentities.TokenAsync(identity, bent => bent.Claims["roles"] = new[] { role, "national_discipline" });
            var client = app.Service.ClientWithToken<AnyRpc>(token);
            foreach (var rpc in Rpcs)
                Assert.Equal(Reasons.PurposeWall, await client.RefusalAsync(rpc));
        }
    }

    [Fact]
    public async Task EveryRpc_WithoutToken_IsUnauthenticated()
    {
        await using var app = await MutualAidApp.StartAsync(SqlEngine.Sqlite);
        var client = app.Service.ClientWithToken<AnyRpc>(null);
        foreach (var rpc in Rpcs)
            Assert.Equal(Reasons.TokenMissing, await client.RefusalAsync(rpc));
    }

    [Theory]
    [InlineData(MutualAidApp.Referent, "council")]
    [InlineData(Physician, "rpps")]
    public async Task ListAidRequests_RoleWithoutItsClaim_IsRefused(string identity, string claim)
    {
        await using var app = await MutualAidApp.StartAsync(SqlEngine.Sqlite);
        var client = await app.BentAsync<AidRequestsService.AidRequestsServiceClient>(identity, claims => claims.Remove(claim));

        await Faults.ReasonAsync(StatusCode.PermissionDenied, Reasons.ClaimMissing, client.ListAidRequestsAsync(new ListAidRequestsRequest()));
    }

    [Fact]
    public void EveryRpc_OfTheService_WorksForMutualAidOnly() =>
        Assert.All(Rpcs, rpc => Assert.Equal(Purpose.MutualAid, rpc.GetOptions().GetExtension(AccessExtensions.Access).Purpose));

    /// <summary>Calls any RPC by its name, with an empty message.</summary>
    private sealed class AnyRpc(ChannelBase channel) : ClientBase(channel)
    {
        private static readonly Marshaller<byte[]> Bytes = Marshallers.Create<byte[]>(message => message, message => message);

        /// <summary>The reason of the access check's refusal; empty when the call passed the check.</summary>
        public async Task<string> RefusalAsync(MethodDescriptor rpc)
        {
            try
            {
                await CallInvoker.AsyncUnaryCall(
                    new Method<byte[], byte[]>(MethodType.Unary, rpc.Service.FullName, rpc.Name, Bytes, Bytes), null, default, []);
                return "";
            }
            catch (RpcException failure)
            {
                return failure.StatusCode is StatusCode.PermissionDenied or StatusCode.Unauthenticated ? failure.Reason() : "";
            }
        }
    }
}
