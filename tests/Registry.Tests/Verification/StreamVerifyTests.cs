using Grpc.Core;
using OrdreCouncils.Protos.Registry.V1;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.Registry.Verification;

public sealed class StreamVerifyTests
{
    [Theory, Engines]
    public async Task StreamVerify_LongList_AnswersEachInOrder(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(NumberedFile.Of(500));
        var asked = NumberedFile.AllRpps(1500).Append("bad").ToList();
        using var call = (await app.VerificationAsync()).StreamVerifyRegistrations();

        var answers = new List<VerificationAnswer>();
        var reading = Task.Run(async () =>
        {
            await foreach (var response in call.ResponseStream.ReadAllAsync())
                answers.Add(response.Answer);
        });
        foreach (var rpps in asked)
            await call.RequestStream.WriteAsync(new StreamVerifyRegistrationsRequest { Item = new VerificationItem { Rpps = rpps, FamilyName = "ESSAI B" } });
        await call.RequestStream.WriteAsync(new StreamVerifyRegistrationsRequest());
        await call.RequestStream.CompleteAsync();
        await reading.InTime();

        Assert.Equal([.. asked, ""], answers.Select(answer => answer.Rpps));
        Assert.Equal(500, answers.Count(answer => answer.Registration.Registered));
        Assert.Equal(NamesMatch.Same, answers[1].NamesMatch);
        Assert.All(answers[^2..], answer => Assert.Equal("rpps", answer.Faults.Single().Field));
    }

    [Theory, Engines]
    public async Task StreamVerify_OneItemAtATime_IsAnsweredAtOnce(SqlEngine engine)
    {
        await using var app = await RegistryApp.StartAsync(engine);
        await app.ImportAsync(NumberedFile.Of(3));
        using var call = (await app.VerificationAsync()).StreamVerifyRegistrations();

        foreach (var rpps in NumberedFile.AllRpps(3))
        {
            await call.RequestStream.WriteAsync(new StreamVerifyRegistrationsRequest { Item = new VerificationItem { Rpps = rpps } });
            Assert.True(await call.ResponseStream.MoveNext(default).InTime());
            Assert.Equal(rpps, call.ResponseStream.Current.Answer.Rpps);
        }
    }

    [Fact]
    public async Task StreamVerify_ClientThatReadsNothing_IsNotReadAheadWithoutEnd()
    {
        await using var app = await RegistryApp.StartAsync(SqlEngine.Sqlite);
        using var call = (await app.VerificationAsync()).StreamVerifyRegistrations();
        var request = new StreamVerifyRegistrationsRequest { Item = new VerificationItem { Rpps = NumberedFile.Rpps(1), FamilyName = new string('A', 100) } };

        // The client writes more than all buffers hold, so flow control must stop it.
        var (written, last) = (0, Environment.TickCount64);
        var writing = Task.Run(async () =>
        {
            while (true)
            {
                await call.RequestStream.WriteAsync(request);
                Interlocked.Increment(ref written);
                Interlocked.Exchange(ref last, Environment.TickCount64);
            }
        });
        await Until.TrueAsync(() => Environment.TickCount64 - Interlocked.Read(ref last) > 500, "the writing has stopped");
        Assert.InRange(Volatile.Read(ref written), 1, 200_000);
        call.Dispose();
        await Assert.ThrowsAnyAsync<Exception>(() => writing.InTime());
    }

    [Fact]
    public async Task StreamVerify_CallersWhoHangUp_AreNoFaultOfTheService()
    {
        await using var app = await RegistryApp.StartAsync(SqlEngine.Sqlite);
        var client = await app.VerificationAsync();

        await Parallel.ForEachAsync(Enumerable.Range(0, 400), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (number, cancellation) =>
        {
            using var call = client.StreamVerifyRegistrations(cancellationToken: cancellation);
            await call.RequestStream.WriteAsync(
                new StreamVerifyRegistrationsRequest { Item = new VerificationItem { Rpps = NumberedFile.Rpps(number) } }, cancellation);
            if (number % 2 == 0)
                Assert.True(await call.ResponseStream.MoveNext(cancellation).InTime());
        });

        // Disposing the app ends the remaining calls, and fails the test when the service logged an error.
    }

    [Fact]
    public async Task StreamVerify_Forbidden_IsRefused()
    {
        await using var app = await RegistryApp.StartAsync(SqlEngine.Sqlite);
        using var call = (await app.VerificationAsync("cnom-presse")).StreamVerifyRegistrations();

        Assert.Equal(StatusCode.PermissionDenied, (await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(default))).StatusCode);
    }
}
