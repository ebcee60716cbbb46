namespace OrleansChat.WebFrontend.Gateway;

/// <summary>This process, as the rest of the cluster addresses it.</summary>
public interface INode
{
    /// <summary>Key of the node's stream of deliveries; another one after every start.</summary>
    string Name { get; }
}
