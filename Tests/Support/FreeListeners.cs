using OrleansChat.WebFrontend;

namespace OrleansChat.Tests.Support;

/// <summary>Settings that put every protocol's listeners on free ports.</summary>
public static class FreeListeners
{
    /// <summary>Names and values; the separator is that of settings, or of the environment.</summary>
    public static IEnumerable<(string Key, string Value)> Settings(string separator = ":") =>
        from protocol in ProtocolCatalog.All
        from listener in protocol.Listeners
        select (
            string.Join(separator, "Chat", "Protocols", protocol.Name, listener.Setting),
            "http://127.0.0.1:0");
}
