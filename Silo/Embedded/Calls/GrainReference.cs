using Orleans.Runtime;
using OrleansChat.Silo.Embedded.Model;

namespace OrleansChat.Silo.Embedded.Calls;

/// <summary>The typed proxy: an emitted heir implements the grain interface with the three calls below.</summary>
internal abstract class GrainReference(Catalog catalog, GrainInterface contract, string key) : IGrainReference
{
    private Activation? _activation;

    public GrainId GrainId => new(contract.Class.GrainType, new IdSpan(key));

    public override bool Equals(object? obj) =>
        obj is GrainReference other && other.GetType() == GetType() && other.GrainId == GrainId;

    public override int GetHashCode() => key.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => $"{contract.Type.Name} {GrainId}";

    protected Task Call(PlainRequest request, int method) => Dispatch(request, method);

    protected Task<T> CallFor<T>(ResultRequest<T> request, int method) => (Task<T>)Dispatch(request, method);

    protected Task Send(PlainRequest request, int method)
    {
        _ = Dispatch(request, method);
        return Task.CompletedTask;
    }

    private Task Dispatch(Request request, int method)
    {
        request.Contract = contract.Methods[method];
        if (request.Cancellation.IsCancellationRequested)
        {
            return request.Faulted(new OperationCanceledException(request.Cancellation));
        }

        GrainTracing.Begin(request, GrainId);
        while (true)
        {
            Task? answer = null;
            var activation = _activation ??= catalog.GetOrCreate(contract.Class, key, request, out answer);
            if (answer is not null || activation!.TryReceive(request, out answer))
            {
                return answer;
            }

            _activation = null; // gone: its successor, or a new one, is in the catalog
        }
    }
}
