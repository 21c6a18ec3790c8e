namespace Apache.Arrow.Ipc;

internal readonly record struct BodyNode(int Length, int NullCount);
