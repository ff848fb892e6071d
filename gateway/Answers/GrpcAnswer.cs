using System.Globalization;
using Grpc.Core;
using OrdreCouncils.ServiceDefaults.Errors;

namespace OrdreCouncils.Gateway.Answers;

/// <summary>A gRPC error written by the gateway: HTTP 200 with the status in the headers ("trailers-only" in the gRPC protocol).</summary>
internal static class GrpcAnswer
{
    public static Task WriteAsync(HttpContext http, RpcException fault)
    {
        var response = http.Response;
        response.Clear();
        response.ContentType = "application/grpc";
        foreach (var (name, value) in Fields(fault))
            response.Headers[name] = value;
        return response.CompleteAsync();
    }

    public static void End(HttpResponse response, RpcException fault)
    {
        foreach (var (name, value) in Fields(fault))
            response.AppendTrailer(name, value);
    }

    private static IEnumerable<(string Name, string Value)> Fields(RpcException fault)
    {
        yield return ("grpc-status", ((int)fault.StatusCode).ToString(CultureInfo.InvariantCulture));
        yield return ("grpc-message", GrpcMessage.Escape(fault.Status.Detail));
        if (fault.Trailers.GetValueBytes(Fault.DetailsTrailer) is { } details)
            yield return (Fault.DetailsTrailer, Convert.ToBase64String(details));
    }
}
