namespace OrleansChat.WebFrontend.Supervision;

/// <summary>A process of the cluster ended before it was ready: nothing is gained by starting it again.</summary>
internal sealed class NodeEndedException(string message) : Exception(message);
