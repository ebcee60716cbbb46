namespace OrleansChat.Tests.Load;

/// <summary>One broken promise, with what an engineer needs to find it.</summary>
internal sealed record LoadFault(LoadFaultKind Kind, string What)
{
    public override string ToString() => $"{Kind}: {What}";
}
