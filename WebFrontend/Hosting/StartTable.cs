using System.Globalization;
using OrleansChat.Silo.Settings;

namespace OrleansChat.WebFrontend.Hosting;

/// <summary>What the operator reads when the server is ready: addresses, and in Development how to get in.</summary>
internal static class StartTable
{
    public static void Print(ChatServer server, TextWriter output)
    {
        output.WriteLine("OrleansChat is ready");
        foreach (var (listener, address) in server.Addresses)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {Title(listener),-24} {address}"));
        }

        output.WriteLine($"  {"Security mode",-24} {server.Options.Mode}");
        output.WriteLine($"  {"Data",-24} {server.Options.Data}");
        if (server.Options.IsAdminTokenRandom && server.Options.Mode is SecurityMode.Development)
        {
            output.WriteLine($"  {"Admin token",-24} {server.Options.AdminToken}");
        }

        if (server.Options is { Mode: SecurityMode.Development, HasDemoAccounts: true })
        {
            foreach (var (mobile, name) in DemoAccounts.Users)
            {
                output.WriteLine($"  {"Demo account",-24} {name}, mobile {mobile}, password {DemoAccounts.Password}");
            }
        }

        output.Flush();
    }

    private static string Title(ListenerOptions listener) =>
        listener.Protocol is null || listener.Setting == "Url"
            ? listener.Name
            : $"{listener.Name} ({listener.Setting})";
}
