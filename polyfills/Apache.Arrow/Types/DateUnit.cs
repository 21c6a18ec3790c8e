namespace Apache.Arrow.Types;

public enum DateUnit
{
    Day = 0,
    Milliseconds = 1,
}
