using Grpc.Core;
using OrdreCouncils.Protos.MutualAid.V1;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.MutualAid;

/// <summary>A process that is killed right after its answer must not have shown health data without a trace.</summary>
public sealed class LoggedFirstTests
{
    [Theory, Engines]
    public async Task Reads_OfAidRequests_AreInTheStoreWhenTheAnswerArrives(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        var request = await app.SubmitAsync();
        var instructor = await app.AidAsync(MutualAidApp.Instructor);

        // No wait: the entries of other reads are a second late.
        await instructor.GetAidRequestAsync(new GetAidRequestRequest { AidRequestId = request.Id });
        Assert.Equal(1, await WrittenAsync(app, request, "GetAidRequest"));

        await instructor.ListAidRequestsAsync(new ListAidRequestsRequest());
        Assert.Equal(1, await WrittenAsync(app, request, "ListAidRequests"));
    }

    [Theory, Engines]
    public async Task Reads_WithoutTheAccessLog_AreRefusedAndOthersServed(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        var request = await app.SubmitAsync();
        var envelope = await app.OpenEnvelopeAsync(1_000_00);
        var instructor = await app.AidAsync(MutualAidApp.Instructor);
        await app.ExecuteAsync("alter table record_accesses rename to gone");

        await Faults.ReasonAsync(
            StatusCode.Unavailable, Reasons.StoreUnavailable, instructor.GetAidRequestAsync(new GetAidRequestRequest { AidRequestId = request.Id }));
        await Faults.ReasonAsync(StatusCode.Unavailable, Reasons.StoreUnavailable, instructor.ListAidRequestsAsync(new ListAidRequestsRequest()));
        await app.EnvelopeAsync(envelope.Id);

        await app.ExecuteAsync("alter table gone rename to record_accesses");
        await instructor.GetAidRequestAsync(new GetAidRequestRequest { AidRequestId = request.Id });
    }

    [Theory, Engines]
    public async Task Reads_AccessLogThatRefusesRows_AreRefusedAndOthersServed(SqlEngine engine)
    {
        await using var app = await MutualAidApp.StartAsync(engine);
        var request = await app.SubmitAsync();
        var envelope = await app.OpenEnvelopeAsync(1_000_00);
        var instructor = await app.AidAsync(MutualAidApp.Instructor);
        await AccessLogs.RefuseRowsAsync(app.Service.Database);

        await Faults.ReasonAsync(
            StatusCode.Unavailable, Reasons.StoreUnavailable, instructor.GetAidRequestAsync(new GetAidRequestRequest { AidRequestId = request.Id }));
        await app.EnvelopeAsync(envelope.Id);

        await AccessLogs.TakeRowsAsync(app.Service.Database);
        await instructor.GetAidRequestAsync(new GetAidRequestRequest { AidRequestId = request.Id });
        Assert.Equal(1, await WrittenAsync(app, request, "GetAidRequest"));
    }

    /// <summary>The caller gets an answer in a few seconds, whoever holds the lock.</summary>
    [Fact]
    public async Task Reads_AccessLogLocked_AreRefusedAndOthersServed()
    {
        await using var app = await MutualAidApp.StartAsync(SqlEngine.PostgreSql);
        var request = await app.SubmitAsync();
        var envelope = await app.OpenEnvelopeAsync(1_000_00);
        var instructor = await app.AidAsync(MutualAidApp.Instructor);
        await using (var holder = await app.Service.Database.OpenAsync(default))
        {
            await using var transaction = await holder.BeginTransactionAsync();
            await using var command = holder.CreateCommand();
            command.CommandText = "lock table record_accesses in share mode";
            await command.ExecuteNonQueryAsync();

            var get = new GetAidRequestRequest { AidRequestId = request.Id };
            await Faults.ReasonAsync(StatusCode.Unavailable, Reasons.StoreUnavailable, instructor.GetAidRequestAsync(get, deadline: DateTime.UtcNow.AddSeconds(20)));
            await app.EnvelopeAsync(envelope.Id);
        }

        await instructor.GetAidRequestAsync(new GetAidRequestRequest { AidRequestId = request.Id });
    }

    private static Task<long> WrittenAsync(MutualAidApp app, AidRequest request, string rpc) => app.CountAsync(
        $"record_accesses where subject = 'aid_requests/{request.Id}' and actor = '{MutualAidApp.Instructor}' and operation like '%/{rpc}'");
}
