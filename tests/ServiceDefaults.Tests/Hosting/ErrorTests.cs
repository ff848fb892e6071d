using Google.Rpc;
using Grpc.Core;
using OrdreCouncils.Development.Channels;
using OrdreCouncils.ServiceDefaults.Errors;
using OrdreCouncils.ServiceDefaults.Hosting;
using OrdreCouncils.ServiceDefaults.Sql;
using OrdreCouncils.Tests.ServiceDefaults.Testbed;
using OrdreCouncils.Tests.ServiceDefaults.Testbed.V1;
using OrdreCouncils.Tests.Testing;

namespace OrdreCouncils.Tests.ServiceDefaults.Hosting;

/// <summary>Exceptions of a handler, as the caller and the log see them.</summary>
public class ErrorTests
{
    [Fact]
    public async Task Call_UnexpectedException_IsInternalAndNobodyReadsItsText()
    {
        await using var app = await NotesHost.StartAsync(
            SqlEngine.Sqlite, new NoteHooks { AfterWrites = _ => throw new InvalidOperationException("Dr Anne Inventée, 10001234567") });
        app.ExpectErrors = true;
        var client = await app.NotesAsync();

        var exception = await Faults.FailsAsync(StatusCode.Internal, client.CreateNoteAsync(NotesHost.NewNote("Dr Anne Inventée")));

        Assert.Equal(Reasons.Unexpected, exception.Reason());
        Assert.DoesNotContain("Inventée", exception.Status.Detail, StringComparison.Ordinal);
        Assert.Contains(app.Logs.Errors, line => line.Contains("InvalidOperationException", StringComparison.Ordinal));
        Assert.DoesNotContain(app.Logs.All, line => line.Contains("Inventée", StringComparison.Ordinal) || line.Contains("10001234567", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Call_UnexpectedExceptionInAStream_IsInternalToo()
    {
        await using var app = await NotesHost.StartAsync(
            SqlEngine.Sqlite, new NoteHooks { AfterStreamed = _ => throw new InvalidOperationException("secret") });
        app.ExpectErrors = true;
        var client = await app.NotesAsync("cnom-registre");
        await client.CreateNoteAsync(NotesHost.NewNote());

        using var call = client.ReadNotes(new ReadNotesRequest());
        await call.ResponseStream.MoveNext(CancellationToken.None);
        var exception = await Assert.ThrowsAsync<RpcException>(() => call.ResponseStream.MoveNext(CancellationToken.None));

        Assert.Equal((StatusCode.Internal, Reasons.Unexpected), (exception.StatusCode, exception.Reason()));
        Assert.DoesNotContain(app.Logs.All, line => line.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Call_ConnectionToAnotherServiceIsLostInItsMaking_IsUnavailable()
    {
        var lost = new Grpc.Core.Status(StatusCode.Internal, "Error starting gRPC call.", new HttpRequestException("The handshake was not completed."));
        await using var app = await NotesHost.StartAsync(SqlEngine.Sqlite, new NoteHooks { BeforeRead = _ => throw new RpcException(lost) });

        await Faults.ReasonAsync(
            StatusCode.Unavailable, Reasons.DependencyUnavailable, (await app.NotesAsync()).GetNoteAsync(new GetNoteRequest { Id = "x" }));
    }

    [Theory]
    [InlineData(StatusCode.Unavailable, StatusCode.Unavailable, Reasons.DependencyUnavailable)]
    [InlineData(StatusCode.DeadlineExceeded, StatusCode.Unavailable, Reasons.DependencyUnavailable)]
    [InlineData(StatusCode.Unauthenticated, StatusCode.Internal, Reasons.Unexpected)]
    [InlineData(StatusCode.PermissionDenied, StatusCode.Internal, Reasons.Unexpected)]
    [InlineData(StatusCode.Internal, StatusCode.Internal, Reasons.Unexpected)]
    public async Task Call_AnotherServiceRefusesThisOne_IsNotTheCallersFault(StatusCode theirs, StatusCode ours, string reason)
    {
        await using var app = await NotesHost.StartAsync(
            SqlEngine.Sqlite, new NoteHooks { BeforeRead = _ => throw new RpcException(new Grpc.Core.Status(theirs, "10.0.0.7:8081 said so")) });
        app.ExpectErrors = ours == StatusCode.Internal;
        var client = await app.NotesAsync();

        var exception = await Faults.FailsAsync(ours, client.GetNoteAsync(new GetNoteRequest { Id = "x" }));

        Assert.Equal(reason, exception.Reason());
        Assert.DoesNotContain("10.0.0.7", exception.Status.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_MessageTooLarge_IsResourceExhaustedWithDetails()
    {
        await using var app = await NotesHost.StartAsync(SqlEngine.Sqlite);
        var client = await app.NotesAsync();

        var exception = await Faults.FailsAsync(
            StatusCode.ResourceExhausted, client.CreateNoteAsync(NotesHost.NewNote(new string('x', ServiceHost.MaxRequestBytes))));

        Assert.Equal(Reasons.MessageTooLarge, exception.Reason());
        Assert.Contains(ServiceHost.MaxRequestBytes.ToString(System.Globalization.CultureInfo.InvariantCulture),
            exception.Detail<BadRequest>()!.FieldViolations[0].Description, StringComparison.Ordinal);
        Assert.Equal((0, 0, 0, 0), await app.Database.LeftAsync());
    }

    [Theory, Engines]
    public async Task Call_NulInAText_IsTheCallersFault(SqlEngine engine)
    {
        await using var app = await NotesHost.StartAsync(engine);
        var client = await app.NotesAsync();

        await Faults.InvalidAsync(client.CreateNoteAsync(NotesHost.NewNote("a\0b")), "text");
        // The handler passes this text to SQL unchecked.
        var exception = await Assert.ThrowsAsync<RpcException>(() => client.GetNoteAsync(new GetNoteRequest { Id = "a\0b" }).ResponseAsync);
        Assert.Equal(engine == SqlEngine.PostgreSql ? StatusCode.InvalidArgument : StatusCode.NotFound, exception.StatusCode);
    }

    [Fact]
    public async Task Call_MessageThatCannotBeRead_IsTheCallersFaultAndNoErrorOfTheService()
    {
        await using var app = await NotesHost.StartAsync(SqlEngine.Sqlite);
        using var channel = BearerChannel.Open(app.GrpcAddress, await TestIdentities.TokenAsync("cdom-75"));
        var raw = Marshallers.Create<byte[]>(bytes => bytes, bytes => bytes);
        var method = new Method<byte[], byte[]>(MethodType.Unary, NotesService.Descriptor.FullName, "GetNote", raw, raw);

        // A field with a length of five bytes that ends before them.
        await Faults.InvalidAsync(channel.CreateCallInvoker().AsyncUnaryCall(method, null, default, [0x0a, 0x05]), "(message)");

        Assert.DoesNotContain(app.Logs.All, line => line.Contains("InvalidProtocolBuffer", StringComparison.Ordinal));
    }

    [Fact]
    public void Invalid_ThousandsOfViolations_FitsIntoTrailers()
    {
        var violations = new Violations();
        for (var i = 0; i < 5000; i++)
            violations.Add($"items[{i}].value", "Write 1 to 100 characters.");

        var exception = Assert.Throws<RpcException>(violations.ThrowIfAny);

        Assert.Equal("items[0].value", exception.Fields()[0]);
        Assert.True(exception.Trailers.GetValueBytes(Fault.DetailsTrailer)!.Length < 6000);
        Assert.True(exception.Status.Detail.Length < 1100);
    }

    [Fact]
    public async Task Call_RichErrorInUnicode_ArrivesWhole()
    {
        await using var app = await NotesHost.StartAsync(
            SqlEngine.Sqlite, new NoteHooks { BeforeRead = _ => throw Fault.Precondition(Reasons.WrongState, "L’affaire est close — voir l’article R.4126-30 ✓") });
        var client = await app.NotesAsync();

        var exception = await Faults.FailsAsync(StatusCode.FailedPrecondition, client.GetNoteAsync(new GetNoteRequest { Id = "x" }));

        Assert.Equal("L’affaire est close — voir l’article R.4126-30 ✓", exception.Status.Detail);
    }
}
