"""快捷键: which keys call which action, listed, and as the user wants them."""
