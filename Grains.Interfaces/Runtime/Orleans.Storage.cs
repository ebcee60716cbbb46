using Orleans.Runtime;

namespace Orleans.Storage;

public class InconsistentStateException(string message, string? storedEtag, string? currentEtag) : OrleansException(message)
{
    public string? StoredEtag { get; } = storedEtag;

    public string? CurrentEtag { get; } = currentEtag;
}
